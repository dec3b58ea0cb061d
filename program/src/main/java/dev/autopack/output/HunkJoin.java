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

  /** The whole texts; empty where the hunks do not fit what is open. */
  Optional<List<TextPart>> with(List<TextPart> more) {
    if (more.isEmpty()) {
      return Optional.of(texts);
    }
    if (open.last().role() == Role.CONTENT) {
      return content(more).map(text -> List.of(new TextPart(Role.CONTENT, text)));
    }
    return open.tail() == Partial.Tail.CLOSED
        ? Optional.of(behind(texts, more))
        : behindTheOpen(more);
  }

  /** What is open afterwards, where the hunks were cut too. */
  Optional<Partial> cutAgain(Partial more) {
    return with(more.texts())
        .map(parts ->
            new Partial(
                open.operation(),
                open.path(),
                open.from(),
                parts,
                open.last().role() == Role.CONTENT ? Partial.Tail.OPEN : more.tail()));
  }

  private Optional<String> content(List<TextPart> more) {
    var text = open.last().text();
    for (int i = 0; i + 1 < more.size(); i += 2) {
      var joined = joined(text, "", more.get(i), more.get(i + 1));
      // Lines that it deletes cannot be meant: it was asked for the end of the text.
      if (joined.isEmpty() || !joined.get().before().isEmpty()) {
        return Optional.empty();
      }
      text = joined.get().after();
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

  private Optional<List<TextPart>> behindTheOpen(List<TextPart> more) {
    var whole = texts.subList(0, texts.size() - 2);
    var all = behind(whole, more);
    if (all.size() <= whole.size()) {
      return Optional.empty();
    }
    var old = texts.get(texts.size() - 2);
    var fresh = texts.getLast();
    var nextOld = all.get(whole.size());
    var nextFresh = all.get(whole.size() + 1);
    var behind = all.subList(whole.size() + 2, all.size());
    var joined = joined(fresh.text(), old.text(), nextOld, nextFresh);
    if (joined.isEmpty()) {
      // Or the hunk came once more, from its beginning.
      return nextOld.text().startsWith(old.text()) && nextFresh.text().startsWith(fresh.text())
          ? Optional.of(all)
          : Optional.empty();
    }
    var hunk = joined.get();
    return Optional.of(
        concat(
            concat(
                whole,
                List.of(
                    new TextPart(Role.BEFORE, hunk.before(), old.lines()),
                    new TextPart(Role.AFTER, hunk.after()))),
            behind));
  }

  private record Pair(String before, String after) {}

  /** The two texts of a hunk whose first lines are the last of the new text so far. */
  private static Optional<Pair> joined(
      String fresh, String old, TextPart nextOld, TextPart nextFresh) {
    var joined = Seam.join(fresh, nextFresh.text());
    if (joined.isEmpty()) {
      return Optional.empty();
    }
    var rest = joined.get().length() - fresh.length();
    var again = lines(nextFresh.text()) - lines(joined.get().substring(fresh.length()));
    var oldRest = withoutLines(nextOld.text(), again);
    var isUnchanged =
        oldRest >= 0
            && rest >= 0
            && nextFresh.text().startsWith(nextOld.text().substring(0, oldRest));
    return isUnchanged
        ? Optional.of(new Pair(old + nextOld.text().substring(oldRest), joined.get()))
        : Optional.empty();
  }

  /** Where the text goes on behind so many lines; -1 where it has fewer. */
  private static int withoutLines(String text, int count) {
    var at = 0;
    for (int i = 0; i < count; i++) {
      if (at == text.length()) {
        return -1;
      }
      var feed = text.indexOf('\n', at);
      at = feed < 0 ? text.length() : feed + 1;
    }
    return at;
  }

  private static int lines(String text) {
    var feeds = (int) text.chars().filter(c -> c == '\n').count();
    return text.isEmpty() || text.endsWith("\n") ? feeds : feeds + 1;
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
  private static boolean areApart(TextPart one, TextPart other) {
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
