package dev.autopack.output;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.output.TextPart.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Goes on with a file whose section of a diff was cut, by the hunks of another section.
 *
 * <p>Whole hunks follow those that are kept; what came of one that was cut is joined to a hunk
 * whose first unchanged lines are the last ones of its new text. To a new file it is the same: its
 * hunk begins with the last lines of the text so far.
 */
final class HunkJoin {
  private final Partial open;

  private HunkJoin(Partial open) {
    this.open = open;
  }

  /** Whether these are hunks, or none, for something that hunks can go on with. */
  static boolean concerns(Partial open, List<TextPart> more) {
    return more.isEmpty()
        ? isOfDiff(open)
        : more.getFirst().lines().isPresent()
            && (isOfDiff(open) || open.operation() == Partial.Operation.CREATE);
  }

  /** Whether hunks are what is open. */
  static boolean isOfDiff(Partial open) {
    return open.texts().getFirst().lines().isPresent();
  }

  static HunkJoin of(Partial open) {
    return new HunkJoin(open);
  }

  /** The whole texts; empty where the hunks do not fit what is open, or a part is missing. */
  Optional<List<TextPart>> with(List<TextPart> more) {
    if (more.isEmpty()) {
      return nothingMissing();
    }
    return isContent()
        ? content(more, Optional.empty()).map(HunkJoin::contentPart)
        : behind(more, Optional.empty()).map(Hunks::parts);
  }

  /** Of a hunk that was begun something is missing, and be it that it is whole. */
  private Optional<List<TextPart>> nothingMissing() {
    if (isContent()) {
      return Optional.of(open.texts());
    }
    var hunks = Hunks.of(open);
    var isBegun = hunks.open().filter(it -> it.hasText() || it.firstLine().isPresent());
    return isBegun.isPresent() ? Optional.empty() : Optional.of(hunks.whole());
  }

  /** What is open afterwards, where the hunks were cut too. */
  Optional<Partial> cutAgain(Partial more) {
    var hunks = Hunks.of(more);
    return isContent()
        ? content(hunks.whole(), hunks.open())
            .map(text -> with(contentPart(text), Partial.Tail.OPEN))
        : behind(hunks.whole(), hunks.open()).map(all -> with(all.parts(), all.tail()));
  }

  private Partial with(List<TextPart> parts, Partial.Tail tail) {
    return new Partial(open.operation(), open.path(), open.from(), parts, tail);
  }

  private boolean isContent() {
    return open.last().role() == Role.CONTENT;
  }

  private static List<TextPart> contentPart(String text) {
    return List.of(new TextPart(Role.CONTENT, text));
  }

  private Optional<String> content(List<TextPart> more, Optional<Hunks.Open> cut) {
    var text = Optional.of(open.last().text());
    for (int i = 0; i + 1 < more.size(); i += 2) {
      var next = new Hunks.Open(more.get(i), more.get(i + 1), "");
      text = text.flatMap(it -> content(it, next, HunkSeam.Next.WHOLE));
    }
    return cut.isEmpty()
        ? text
        : text.flatMap(it -> content(it, cut.orElseThrow(), HunkSeam.Next.CUT));
  }

  private static Optional<String> content(String text, Hunks.Open next, HunkSeam.Next state) {
    var begun = new Hunks.Open(new TextPart(Role.BEFORE, ""), new TextPart(Role.AFTER, text), "");
    // Lines that it deletes cannot be meant: it was asked for the end of the text.
    return new HunkSeam(begun)
        .joined(next, state)
        .filter(it -> !it.old().hasText() && it.begun().isEmpty())
        .map(it -> it.fresh().text());
  }

  /**
   * All hunks together.
   *
   * @param cut the last of the others, where it was cut
   */
  private Optional<Hunks> behind(List<TextPart> more, Optional<Hunks.Open> cut) {
    var hunks = Hunks.of(open);
    if (hunks.open().isEmpty()) {
      var all = behind(hunks.whole(), more);
      return Optional.of(new Hunks(all, cut.filter(next -> !isBegunAgain(next, all))));
    }
    var begun = new HunkSeam(hunks.open().orElseThrow());
    var asked = restOfOpen(hunks, more, begun);
    if (asked.isPresent()) {
      return asked.map(hunk ->
          new Hunks(
              concat(concat(hunks.whole(), hunk.parts()), more.subList(2, more.size())), cut));
    }
    var all = behind(hunks.whole(), more);
    var whole = hunks.whole().size();
    if (all.size() > whole) {
      var next = new Hunks.Open(all.get(whole), all.get(whole + 1), "");
      return begun
          .with(next, HunkSeam.Next.WHOLE)
          .map(hunk ->
              new Hunks(
                  concat(concat(hunks.whole(), hunk.parts()), all.subList(whole + 2, all.size())),
                  cut));
    }
    return cut.flatMap(next -> begun.with(next, HunkSeam.Next.CUT))
        .map(hunk -> new Hunks(hunks.whole(), Optional.of(hunk)));
  }

  /**
   * What is open, made whole by a hunk that has the lines of the one kept last. Many a change is
   * made twice: a hunk that does not say its place, as it was asked for, and goes on with what is
   * open is the second of them; read as the first once more, the second would be lost.
   */
  private static Optional<Hunks.Open> restOfOpen(Hunks hunks, List<TextPart> more, HunkSeam begun) {
    var kept = hunks.whole();
    if (kept.isEmpty()
        || more.isEmpty()
        || more.getFirst().lines().filter(it -> it.first().isPresent()).isPresent()
        || !areSame(kept.subList(kept.size() - 2, kept.size()), more.subList(0, 2))
        || (more.size() > 2 && hunks.open().filter(Hunks.Open::hasText).isEmpty())) {
      return Optional.empty();
    }
    return begun.joined(new Hunks.Open(more.get(0), more.get(1), ""), HunkSeam.Next.WHOLE);
  }

  /** Hunks that are kept and come again are left out. */
  private static List<TextPart> behind(List<TextPart> kept, List<TextPart> more) {
    for (int again = Math.min(kept.size(), more.size()); again > 0; again -= 2) {
      if (areSame(kept.subList(kept.size() - again, kept.size()), more.subList(0, again))) {
        return concat(kept, more.subList(again, more.size()));
      }
    }
    return areSame(kept.subList(0, Math.min(kept.size(), more.size())), more)
        ? kept
        : concat(kept, more);
  }

  /** Whether it is the beginning of a hunk that is kept whole. */
  private static boolean isBegunAgain(Hunks.Open next, List<TextPart> whole) {
    var isAny = false;
    for (int i = 0; i < whole.size() && next.hasText(); i += 2) {
      isAny |= next.isBeginningOf(whole.get(i), whole.get(i + 1));
    }
    return isAny;
  }

  private static boolean areSame(List<TextPart> one, List<TextPart> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!Blanks.without(one.get(i).text()).equals(Blanks.without(other.get(i).text()))
          || areApart(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether both say where they stand, and it is not the same place: many a change is made twice.
   */
  static boolean areApart(TextPart one, TextPart other) {
    var first = one.lines().map(Lines::first).orElse(OptionalInt.empty());
    var second = other.lines().map(Lines::first).orElse(OptionalInt.empty());
    return first.isPresent() && second.isPresent() && !first.equals(second);
  }

  private static List<TextPart> concat(List<TextPart> one, List<TextPart> other) {
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
