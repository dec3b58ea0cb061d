package dev.autopack.bench.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines in which two texts differ: lines that occur once on both sides are held fast first, and
 * what lies between them is compared by the longest common sequence. Never wrong, nearly minimal.
 */
final class LineDiff {
  /** Comparisons beyond this give a stretch up as wholly changed. */
  private static final long MAX_COMPARED = 4_000_000;

  private final int[] before;
  private final int[] after;
  private final List<Range> ranges = new ArrayList<>();

  private LineDiff(int[] before, int[] after) {
    this.before = before;
    this.after = after;
  }

  /** Lines {@code oldStart} to {@code oldEnd} became {@code newStart} to {@code newEnd}; from 0. */
  record Range(int oldStart, int oldEnd, int newStart, int newEnd) {}

  /** The changed ranges in order; none where the texts are the same. */
  static List<Range> of(List<String> before, List<String> after) {
    var names = new HashMap<String, Integer>();
    var diff = new LineDiff(numbers(before, names), numbers(after, names));
    diff.compare(new Range(0, before.size(), 0, after.size()));
    return diff.joined();
  }

  /** A text's lines, each with its line feed; the last may lack one. */
  static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    for (int start = 0; start < text.length(); ) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private static int[] numbers(List<String> lines, Map<String, Integer> names) {
    return lines.stream()
        .mapToInt(line -> names.computeIfAbsent(line, _ -> names.size()))
        .toArray();
  }

  private void compare(Range whole) {
    var range = trimmed(whole);
    if (range.oldStart == range.oldEnd || range.newStart == range.newEnd) {
      if (range.oldStart != range.oldEnd || range.newStart != range.newEnd) {
        ranges.add(range);
      }
      return;
    }
    var anchors = anchors(range);
    if (anchors.isEmpty()) {
      compareAll(range);
      return;
    }
    int old = range.oldStart;
    int now = range.newStart;
    for (var anchor : anchors) {
      compare(new Range(old, anchor[0], now, anchor[1]));
      old = anchor[0] + 1;
      now = anchor[1] + 1;
    }
    compare(new Range(old, range.oldEnd, now, range.newEnd));
  }

  private Range trimmed(Range range) {
    int oldStart = range.oldStart;
    int newStart = range.newStart;
    int oldEnd = range.oldEnd;
    int newEnd = range.newEnd;
    while (oldStart < oldEnd && newStart < newEnd && before[oldStart] == after[newStart]) {
      oldStart++;
      newStart++;
    }
    while (oldStart < oldEnd && newStart < newEnd && before[oldEnd - 1] == after[newEnd - 1]) {
      oldEnd--;
      newEnd--;
    }
    return new Range(oldStart, oldEnd, newStart, newEnd);
  }

  /** Pairs of lines that occur once on each side, in an order that holds on both. */
  private List<int[]> anchors(Range range) {
    var places = new HashMap<Integer, int[]>();
    for (int i = range.oldStart; i < range.oldEnd; i++) {
      var place = places.computeIfAbsent(before[i], _ -> new int[] {0, 0, 0, 0});
      place[0]++;
      place[1] = i;
    }
    for (int i = range.newStart; i < range.newEnd; i++) {
      var place = places.get(after[i]);
      if (place != null) {
        place[2]++;
        place[3] = i;
      }
    }
    var once = new ArrayList<int[]>();
    for (int i = range.oldStart; i < range.oldEnd; i++) {
      var place = places.getOrDefault(before[i], new int[4]);
      if (place[0] == 1 && place[2] == 1) {
        once.add(new int[] {place[1], place[3]});
      }
    }
    return longestRising(once);
  }

  /** The longest run of pairs that rises on the new side too. */
  private static List<int[]> longestRising(List<int[]> pairs) {
    var tails = new int[pairs.size()];
    var previous = new int[pairs.size()];
    int length = 0;
    for (int i = 0; i < pairs.size(); i++) {
      int value = pairs.get(i)[1];
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) / 2;
        if (pairs.get(tails[middle])[1] < value) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? -1 : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    var rising = new ArrayList<int[]>();
    for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
      rising.addFirst(pairs.get(i));
    }
    return rising;
  }

  private void compareAll(Range range) {
    int rows = range.oldEnd - range.oldStart;
    int columns = range.newEnd - range.newStart;
    if ((long) rows * columns > MAX_COMPARED) {
      ranges.add(range);
      return;
    }
    var common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            before[range.oldStart + i] == after[range.newStart + j]
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      int oldFrom = i;
      int newFrom = j;
      while (i < rows && j < columns && before[range.oldStart + i] == after[range.newStart + j]) {
        i++;
        j++;
        oldFrom = i;
        newFrom = j;
      }
      while ((i < rows || j < columns)
          && !(i < rows
              && j < columns
              && before[range.oldStart + i] == after[range.newStart + j])) {
        if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      if (i > oldFrom || j > newFrom) {
        ranges.add(
            new Range(
                range.oldStart + oldFrom,
                range.oldStart + i,
                range.newStart + newFrom,
                range.newStart + j));
      }
    }
  }

  /** Ranges that touch are one. */
  private List<Range> joined() {
    var joined = new ArrayList<Range>();
    for (var range : ranges) {
      if (!joined.isEmpty()
          && joined.getLast().oldEnd == range.oldStart
          && joined.getLast().newEnd == range.newStart) {
        var last = joined.removeLast();
        joined.add(new Range(last.oldStart, range.oldEnd, last.newStart, range.newEnd));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }
}
