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
  private final List<TextPart> texts;

  private HunkJoin(Partial open) {
    this.open = open;
    this.texts = open.texts();
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
    return with(more, false);
  }

  private Optional<List<TextPart>> with(List<TextPart> more, boolean isCut) {
    if (more.isEmpty()) {
      return nothingMissing();
    }
    if (open.last().role() == Role.CONTENT) {
      return content(more, isCut).map(text -> List.of(new TextPart(Role.CONTENT, text)));
    }
    return open.tail() == Partial.Tail.CLOSED
        ? Optional.of(behind(texts, more))
        : behindTheOpen(more, isCut);
  }

  /** Of a hunk that was begun something is missing, and be it that it is whole. */
  private Optional<List<TextPart>> nothingMissing() {
    if (open.last().role() == Role.CONTENT || open.tail() == Partial.Tail.CLOSED) {
      return Optional.of(texts);
    }
    var isBegun =
        texts.subList(texts.size() - 2, texts.size()).stream().anyMatch(TextPart::hasText);
    return isBegun ? Optional.empty() : Optional.of(texts.subList(0, texts.size() - 2));
  }

  /** What is open afterwards, where the hunks were cut too. */
  Optional<Partial> cutAgain(Partial more) {
    return with(more.texts(), more.tail() == Partial.Tail.OPEN)
        .map(parts ->
            new Partial(
                open.operation(),
                open.path(),
                open.from(),
                parts,
                open.last().role() == Role.CONTENT ? Partial.Tail.OPEN : more.tail()));
  }

  private Optional<String> content(List<TextPart> more, boolean isCut) {
    var text = open.last().text();
    for (int i = 0; i + 1 < more.size(); i += 2) {
      var begun = new HunkSeam(new TextPart(Role.BEFORE, ""), new TextPart(Role.AFTER, text));
      var joined = begun.joined(more.get(i), more.get(i + 1), isCut && i + 2 == more.size());
      // Lines that it deletes cannot be meant: it was asked for the end of the text.
      if (joined.isEmpty() || joined.get().getFirst().hasText()) {
        return Optional.empty();
      }
      text = joined.get().getLast().text();
    }
    return Optional.of(text);
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

  private Optional<List<TextPart>> behindTheOpen(List<TextPart> more, boolean isCut) {
    var whole = texts.subList(0, texts.size() - 2);
    var all = behind(whole, more);
    if (all.size() <= whole.size()) {
      return Optional.empty();
    }
    var next = List.of(all.get(whole.size()), all.get(whole.size() + 1));
    var behind = all.subList(whole.size() + 2, all.size());
    var begun = new HunkSeam(texts.get(texts.size() - 2), texts.getLast());
    return begun
        .with(next.getFirst(), next.getLast(), isCut && behind.isEmpty())
        .map(hunk -> concat(concat(whole, hunk), behind));
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
