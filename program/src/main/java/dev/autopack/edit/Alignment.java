package dev.autopack.edit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which of the new lines of a replacement are old ones that it leaves alone. Lines count as left
 * alone only where they are the same to the character.
 */
final class Alignment {
  /** Beyond this product of lines only the common start and end are looked at. */
  private static final long MAX_CELLS = 1_000_000;

  private final int[] oldOf;
  private final boolean[] kept;

  private Alignment(int[] oldOf, boolean[] kept) {
    this.oldOf = oldOf;
    this.kept = kept;
  }

  static Alignment of(TextLines before, TextLines after) {
    var oldOf = new int[after.size()];
    Arrays.fill(oldOf, -1);
    var same = 0;
    while (same < Math.min(before.size(), after.size()) && equal(before, same, after, same)) {
      oldOf[same] = same;
      same++;
    }
    var oldEnd = before.size();
    var newEnd = after.size();
    while (oldEnd > same && newEnd > same && equal(before, oldEnd - 1, after, newEnd - 1)) {
      oldOf[--newEnd] = --oldEnd;
    }
    if ((long) (oldEnd - same) * (newEnd - same) <= MAX_CELLS) {
      longestCommon(before, after, new Window(same, oldEnd, same, newEnd), oldOf);
    }
    var kept = new boolean[before.size()];
    for (var old : oldOf) {
      if (old >= 0) {
        kept[old] = true;
      }
    }
    return new Alignment(oldOf, kept);
  }

  private record Window(int oldFrom, int oldTo, int newFrom, int newTo) {}

  private static void longestCommon(TextLines before, TextLines after, Window window, int[] oldOf) {
    var rows = window.oldTo() - window.oldFrom();
    var columns = window.newTo() - window.newFrom();
    var length = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        length[i][j] =
            equal(before, window.oldFrom() + i, after, window.newFrom() + j)
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    var i = 0;
    var j = 0;
    while (i < rows && j < columns) {
      if (equal(before, window.oldFrom() + i, after, window.newFrom() + j)) {
        oldOf[window.newFrom() + j++] = window.oldFrom() + i++;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }

  private static boolean equal(TextLines a, int i, TextLines b, int j) {
    var length = a.wordsEnd(i) - a.start(i);
    return length == b.wordsEnd(j) - b.start(j)
        && a.text().regionMatches(a.start(i), b.text(), b.start(j), length);
  }

  /** The old line that a new one is; -1 where it is new. */
  int oldOf(int line) {
    return oldOf[line];
  }

  /** Whether every old line is left alone. */
  boolean keepsAll() {
    return IntStream.range(0, kept.length).allMatch(this::keeps);
  }

  /** Whether an old line is left alone. */
  boolean keeps(int line) {
    return kept[line];
  }

  /** Whether every line is left alone and none is new. */
  boolean changesNothing() {
    return Arrays.stream(oldOf).allMatch(old -> old >= 0) && oldOf.length == kept.length;
  }
}
