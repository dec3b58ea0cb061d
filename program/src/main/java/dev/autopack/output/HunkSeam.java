package dev.autopack.output;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a hunk that a cut left open and a hunk of a continuation meet: the next begins with the
 * last new lines of the first, or is the first once more.
 *
 * <p>The new text of the open one may end in the beginning of a line. It is no line yet, so its old
 * text does not have it, and the next says the line whole. So it does where a deleted line is
 * begun.
 */
final class HunkSeam {
  private final Hunks.Open open;

  /** Whether all of the next hunk came. */
  enum Next {
    WHOLE,
    CUT
  }

  HunkSeam(Hunks.Open open) {
    this.open = open;
  }

  /** Both together; empty where they do not meet. */
  Optional<Hunks.Open> with(Hunks.Open next, Next state) {
    return joined(next, state).or(() -> isAgain(next) ? Optional.of(next) : Optional.empty());
  }

  /** As {@link #with}, of a next hunk that begins with the last new lines. */
  Optional<Hunks.Open> joined(Hunks.Open next, Next state) {
    var kept = open.fresh().text();
    var more = next.fresh().text();
    var isCut = state == Next.CUT;
    var text = isCut ? Seam.joinCut(kept, more) : Seam.join(kept, more);
    return text.flatMap(whole -> {
      if (isCut && whole.equals(kept) && next.changesNothing()) {
        return Optional.of(open);
      }
      var isInsideALine = !kept.isEmpty() && !kept.endsWith("\n");
      var rest = lines(whole.substring(kept.length())).size();
      var again = lines(more).size() - Math.max(rest, isInsideALine ? 1 : 0);
      return oldRest(again, next)
          .filter(_ -> !whole.equals(kept) || isTheEnd(kept, more))
          .flatMap(behind -> joined(whole, behind, next, state));
    });
  }

  /** A continuation that was cut may have stopped inside of what it repeats. */
  private static boolean isTheEnd(String kept, String repeated) {
    var marks = Blanks.without(repeated);
    return marks.isEmpty() ? kept.isBlank() : Blanks.without(kept).endsWith(marks);
  }

  private Optional<Hunks.Open> joined(String whole, String behind, Hunks.Open next, Next state) {
    var isGoingOn = !behind.isEmpty() || whole.length() > open.fresh().text().length();
    if (isGoingOn || state == Next.WHOLE) {
      return goesOnWith(open.begun(), behind)
          ? Optional.of(together(whole, behind, next, next.begun()))
          : Optional.empty();
    }
    return longer(open.begun(), next.begun()).map(begun -> together(whole, behind, next, begun));
  }

  private Hunks.Open together(String whole, String behind, Hunks.Open next, String begun) {
    var isMine = open.hasText() || next.firstLine().isEmpty();
    return new Hunks.Open(
        new TextPart(
            TextPart.Role.BEFORE,
            open.old().text() + behind,
            isMine ? open.old().lines() : next.old().lines()),
        new TextPart(TextPart.Role.AFTER, whole),
        begun);
  }

  /** Whether the first of these old lines is the one that was begun. */
  private static boolean goesOnWith(String begun, String behind) {
    var first = behind.substring(0, behind.indexOf('\n') + 1);
    return begun.isEmpty()
        || Blanks.without(first.isEmpty() ? behind : first).startsWith(Blanks.without(begun));
  }

  /** The longer of two beginnings of one line; empty where they are of two. */
  private static Optional<String> longer(String one, String other) {
    if (goesOnWith(one, other)) {
      return Optional.of(other);
    }
    return goesOnWith(other, one) ? Optional.of(one) : Optional.empty();
  }

  /** What follows the repeated lines, which must be unchanged ones and the last of the text. */
  private Optional<String> oldRest(int again, Hunks.Open next) {
    var olds = lines(next.old().text());
    if (again < 0 || again > olds.size()) {
      return Optional.empty();
    }
    var repeated = String.join("", olds.subList(0, again));
    return next.fresh().text().startsWith(repeated)
        ? Optional.of(next.old().text().substring(repeated.length()))
        : Optional.empty();
  }

  /**
   * Whether the next is this one once more, from its beginning, with more unchanged lines above or
   * with fewer. Where nothing is changed yet there is nothing that another one could lose.
   */
  private boolean isAgain(Hunks.Open next) {
    if (open.changesNothing()) {
      return true;
    }
    if (HunkJoin.areApart(open.old(), next.old())) {
      return false;
    }
    var mine = Both.of(open);
    var all = Both.of(next);
    // Of its unchanged lines one at least must be there: many a change is made twice.
    var fewer =
        IntStream.range(0, Math.max(1, mine.above()))
            .anyMatch(without -> all.beginsWith(mine.from(without)));
    var more =
        mine.above() > 0
            && IntStream.rangeClosed(1, all.above())
                .anyMatch(without -> all.from(without).beginsWith(mine));
    return fewer || more;
  }

  /**
   * The lines of a hunk's two texts.
   *
   * @param begunOld the beginning of an old line behind these, or nothing
   * @param begunFresh the beginning of a new line behind these, or nothing
   */
  private record Both(List<String> old, List<String> fresh, String begunOld, String begunFresh) {
    static Both of(Hunks.Open hunk) {
      var fresh = hunk.fresh().text();
      var whole = fresh.lastIndexOf('\n') + 1;
      return new Both(
          lines(hunk.old().text()),
          lines(fresh.substring(0, whole)),
          hunk.begun(),
          fresh.substring(whole));
    }

    /** How many unchanged lines it begins with. */
    int above() {
      var least = Math.min(old.size(), fresh.size());
      return IntStream.range(0, least)
          .filter(i -> !old.get(i).equals(fresh.get(i)))
          .findFirst()
          .orElse(least);
    }

    Both from(int line) {
      return new Both(
          old.subList(line, old.size()), fresh.subList(line, fresh.size()), begunOld, begunFresh);
    }

    boolean beginsWith(Both other) {
      return beginsWith(old, begunOld, other.old, other.begunOld)
          && beginsWith(fresh, begunFresh, other.fresh, other.begunFresh);
    }

    private static boolean beginsWith(
        List<String> lines, String last, List<String> first, String begun) {
      return first.size() <= lines.size()
          && IntStream.range(0, first.size())
              .allMatch(i -> Blanks.without(lines.get(i)).equals(Blanks.without(first.get(i))))
          && (begun.isEmpty()
              || Blanks.without(first.size() < lines.size() ? lines.get(first.size()) : last)
                  .startsWith(Blanks.without(begun)));
    }
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)", 0));
  }
}
