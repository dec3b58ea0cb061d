package dev.autopack.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of a text are gone in another and which are new: the fewest there can be, found with
 * memory in proportion to the texts. Texts that have next to nothing in common are not searched to
 * the end: what is left of them is replaced as a whole.
 */
final class LineDiff {
  /** Steps of the search in one stretch before it is given up. */
  private static final int MAX_STEPS = 4_000;

  private final int[] before;
  private final int[] after;
  private final List<Change> changes = new ArrayList<>();

  /**
   * Lines that are replaced by others; indexes from 0, ends not included. One of the two may be
   * empty.
   */
  record Change(int oldStart, int oldEnd, int newStart, int newEnd) {}

  private LineDiff(int[] before, int[] after) {
    this.before = before;
    this.after = after;
  }

  /** The changes between two lists of lines, in order, none touching the next. */
  static List<Change> between(List<String> before, List<String> after) {
    var numbers = new HashMap<String, Integer>();
    var diff = new LineDiff(numbered(before, numbers), numbered(after, numbers));
    diff.compare(0, before.size(), 0, after.size());
    return diff.joined();
  }

  private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
    return lines.stream()
        .mapToInt(line -> numbers.computeIfAbsent(line, _ -> numbers.size()))
        .toArray();
  }

  private void compare(int oldFrom, int oldTo, int newFrom, int newTo) {
    var a = oldFrom;
    var b = newFrom;
    while (a < oldTo && b < newTo && before[a] == after[b]) {
      a++;
      b++;
    }
    var aEnd = oldTo;
    var bEnd = newTo;
    while (aEnd > a && bEnd > b && before[aEnd - 1] == after[bEnd - 1]) {
      aEnd--;
      bEnd--;
    }
    if (a == aEnd && b == bEnd) {
      return;
    }
    if (a == aEnd || b == bEnd) {
      changes.add(new Change(a, aEnd, b, bEnd));
      return;
    }
    var middle = new Middle(a, aEnd, b, bEnd).find();
    if (middle.length == 0) {
      changes.add(new Change(a, aEnd, b, bEnd));
      return;
    }
    compare(a, middle[0], b, middle[1]);
    compare(middle[0], aEnd, middle[1], bEnd);
  }

  private List<Change> joined() {
    var joined = new ArrayList<Change>();
    for (var change : changes) {
      var touches =
          !joined.isEmpty()
              && joined.getLast().oldEnd() == change.oldStart()
              && joined.getLast().newEnd() == change.newStart();
      if (touches) {
        var last = joined.removeLast();
        joined.add(new Change(last.oldStart(), change.oldEnd(), last.newStart(), change.newEnd()));
      } else {
        joined.add(change);
      }
    }
    return joined;
  }

  /** Looks for a point on a shortest way, from both ends at once, as Myers describes it. */
  private final class Middle {
    private final int oldFrom;
    private final int oldTo;
    private final int newFrom;
    private final int newTo;
    private final int most;
    private final int[] forward;
    private final int[] backward;

    Middle(int oldFrom, int oldTo, int newFrom, int newTo) {
      this.oldFrom = oldFrom;
      this.oldTo = oldTo;
      this.newFrom = newFrom;
      this.newTo = newTo;
      most = Math.min((oldTo - oldFrom + newTo - newFrom + 1) / 2, MAX_STEPS);
      forward = new int[2 * most + 3];
      backward = new int[2 * most + 3];
    }

    /** An old and a new index that are not both at the same end; nothing where it is given up. */
    int[] find() {
      var width = oldTo - oldFrom;
      var delta = width - (newTo - newFrom);
      Arrays.fill(forward, -1);
      Arrays.fill(backward, -1);
      forward[most + 2] = 0;
      backward[most + 2] = 0;
      for (int step = 0; step <= most; step++) {
        for (int k = -step; k <= step; k += 2) {
          var x = furthest(forward, k, step);
          x = slideForward(x, k);
          forward[most + 1 + k] = x;
          var opposite = delta - k;
          if (delta % 2 != 0
              && isInside(x, k)
              && Math.abs(opposite) <= step - 1
              && x + backward[most + 1 + opposite] >= width) {
            return new int[] {oldFrom + x, newFrom + x - k};
          }
        }
        for (int k = -step; k <= step; k += 2) {
          var x = furthest(backward, k, step);
          x = slideBackward(x, k);
          backward[most + 1 + k] = x;
          var opposite = delta - k;
          if (delta % 2 == 0
              && isInside(x, k)
              && Math.abs(opposite) <= step
              && x + forward[most + 1 + opposite] >= width) {
            return new int[] {oldTo - x, newTo - (x - k)};
          }
        }
      }
      return new int[0];
    }

    /** The search runs over the edges; what it finds there is no point of the texts. */
    private boolean isInside(int x, int k) {
      return x <= oldTo - oldFrom && x >= k && x - k <= newTo - newFrom;
    }

    private int furthest(int[] reached, int k, int step) {
      var below = reached[most + k];
      var above = reached[most + 2 + k];
      return k == -step || (k != step && below < above) ? above : below + 1;
    }

    private int slideForward(int from, int k) {
      var x = from;
      while (oldFrom + x < oldTo
          && newFrom + x - k < newTo
          && x - k >= 0
          && before[oldFrom + x] == after[newFrom + x - k]) {
        x++;
      }
      return x;
    }

    private int slideBackward(int from, int k) {
      var x = from;
      while (oldTo - x > oldFrom
          && newTo - (x - k) > newFrom
          && x - k >= 0
          && before[oldTo - x - 1] == after[newTo - (x - k) - 1]) {
        x++;
      }
      return x;
    }
  }
}
