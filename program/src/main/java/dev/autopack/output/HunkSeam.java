package dev.autopack.output;

import dev.autopack.output.TextPart.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a hunk that a cut left open and a hunk of a continuation meet: the next begins with the
 * last new lines of the first, or is the first once more.
 *
 * <p>The new text of the open one may end in the beginning of a line. It is no line yet, so its old
 * text does not have it, and the next says the line whole.
 */
final class HunkSeam {
  private final TextPart old;
  private final TextPart fresh;

  HunkSeam(TextPart old, TextPart fresh) {
    this.old = old;
    this.fresh = fresh;
  }

  /**
   * The old and the new text of both together; empty where they do not meet.
   *
   * @param isCut whether the next was cut too
   */
  Optional<List<TextPart>> with(TextPart nextOld, TextPart nextFresh, boolean isCut) {
    return joined(nextOld, nextFresh, isCut)
        .or(() ->
            isAgain(nextOld, nextFresh)
                ? Optional.of(List.of(nextOld, nextFresh))
                : Optional.empty());
  }

  /** As {@link #with}, of a next hunk that begins with the last new lines. */
  Optional<List<TextPart>> joined(TextPart nextOld, TextPart nextFresh, boolean isCut) {
    var kept = fresh.text();
    var text = isCut ? Seam.joinCut(kept, nextFresh.text()) : Seam.join(kept, nextFresh.text());
    return text.flatMap(whole -> {
      if (isCut && whole.equals(kept)) {
        return Optional.of(List.of(old, fresh));
      }
      var isInsideALine = !kept.isEmpty() && !kept.endsWith("\n");
      var rest = lines(whole.substring(kept.length())).size();
      var again = lines(nextFresh.text()).size() - Math.max(rest, isInsideALine ? 1 : 0);
      return oldRest(again, nextOld, nextFresh)
          .map(behind -> pair(old.text() + behind, whole, nextOld));
    });
  }

  private List<TextPart> pair(String before, String after, TextPart nextOld) {
    var lines = old.hasText() || fresh.hasText() ? old.lines() : nextOld.lines();
    return List.of(new TextPart(Role.BEFORE, before, lines), new TextPart(Role.AFTER, after));
  }

  /** What follows the repeated lines, which must be unchanged ones. */
  private static Optional<String> oldRest(int again, TextPart nextOld, TextPart nextFresh) {
    var olds = lines(nextOld.text());
    if (again < 0 || again > olds.size()) {
      return Optional.empty();
    }
    var repeated = String.join("", olds.subList(0, again));
    return nextFresh.text().startsWith(repeated)
        ? Optional.of(nextOld.text().substring(repeated.length()))
        : Optional.empty();
  }

  /**
   * Whether the next is this one once more, from its beginning, with more unchanged lines above or
   * with fewer. Where nothing is changed yet there is nothing that another one could lose.
   */
  private boolean isAgain(TextPart nextOld, TextPart nextFresh) {
    var mine = new Both(lines(old.text()), lines(wholeLines(fresh.text())));
    if (mine.old().equals(mine.fresh())) {
      return true;
    }
    if (HunkJoin.areApart(old, nextOld)) {
      return false;
    }
    var next = new Both(lines(nextOld.text()), lines(nextFresh.text()));
    var begun = fresh.text().substring(wholeLines(fresh.text()).length());
    // Of its unchanged lines one at least must be there: many a change is made twice.
    var fewer =
        IntStream.range(0, Math.max(1, mine.above()))
            .anyMatch(without -> next.beginsWith(mine.from(without), begun));
    var more =
        mine.above() > 0
            && IntStream.rangeClosed(1, next.above())
                .anyMatch(without -> next.from(without).beginsWith(mine, begun));
    return fewer || more;
  }

  /** The lines of a hunk's two texts. */
  private record Both(List<String> old, List<String> fresh) {
    /** How many unchanged lines it begins with. */
    int above() {
      var least = Math.min(old.size(), fresh.size());
      return IntStream.range(0, least)
          .filter(i -> !old.get(i).equals(fresh.get(i)))
          .findFirst()
          .orElse(least);
    }

    Both from(int line) {
      return new Both(old.subList(line, old.size()), fresh.subList(line, fresh.size()));
    }

    boolean beginsWith(Both other, String begun) {
      var next = other.fresh.size();
      return beginsWith(old, other.old)
          && beginsWith(fresh, other.fresh)
          && (begun.isEmpty()
              || (next < fresh.size()
                  && Blanks.without(fresh.get(next)).startsWith(Blanks.without(begun))));
    }

    private static boolean beginsWith(List<String> lines, List<String> first) {
      return first.size() <= lines.size()
          && IntStream.range(0, first.size())
              .allMatch(i -> Blanks.without(lines.get(i)).equals(Blanks.without(first.get(i))));
    }
  }

  private static String wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)", 0));
  }
}
