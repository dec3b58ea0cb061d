package dev.autopack.bench.replay;

import dev.autopack.bench.replay.LineDiff.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of a file as a model writes edits: each changed range with unchanged lines around it,
 * as many as it takes until the old lines stand in the old file exactly once.
 */
final class Stretches {
  private final String before;
  private final List<String> oldLines;
  private final List<String> newLines;

  private Stretches(String before, String after) {
    this.before = before;
    this.oldLines = LineDiff.lines(before);
    this.newLines = LineDiff.lines(after);
  }

  /** Old lines and what stands there afterwards. */
  record Stretch(String before, String after) {}

  /**
   * The edits that make one text of the other, in the order of the file.
   *
   * @param before not empty: nothing in an empty file can be named
   */
  static List<Stretch> of(String before, String after) {
    return new Stretches(before, after).stretches();
  }

  private List<Stretch> stretches() {
    var open = new ArrayList<Window>();
    LineDiff.of(oldLines, newLines).forEach(range -> open.add(new Window(range, 1)));
    // Widening one window may make it touch its neighbour, and then they are one.
    for (boolean changed = true; changed; ) {
      changed = merge(open);
      for (int i = 0; i < open.size(); i++) {
        var window = open.get(i);
        if (!isUnique(old(window)) && !isWhole(window)) {
          open.set(i, new Window(window.range(), window.around() + 1));
          changed = true;
        }
      }
    }
    return open.stream().map(window -> new Stretch(old(window), now(window))).toList();
  }

  /** A changed range and how many unchanged lines are taken on each side. */
  private record Window(Range range, int around) {}

  private boolean merge(List<Window> open) {
    boolean merged = false;
    for (int i = 0; i + 1 < open.size(); ) {
      var one = open.get(i);
      var next = open.get(i + 1);
      if (one.range().oldEnd() + one.around() >= next.range().oldStart() - next.around()) {
        open.set(
            i,
            new Window(
                new Range(
                    one.range().oldStart(),
                    next.range().oldEnd(),
                    one.range().newStart(),
                    next.range().newEnd()),
                Math.max(one.around(), next.around())));
        open.remove(i + 1);
        merged = true;
      } else {
        i++;
      }
    }
    return merged;
  }

  private boolean isWhole(Window window) {
    return window.range().oldStart() - window.around() <= 0
        && window.range().oldEnd() + window.around() >= oldLines.size();
  }

  private int leading(Window window) {
    return Math.min(window.around(), window.range().oldStart());
  }

  private int trailing(Window window) {
    return Math.min(window.around(), oldLines.size() - window.range().oldEnd());
  }

  private String old(Window window) {
    return String.join(
        "",
        oldLines.subList(
            window.range().oldStart() - leading(window),
            window.range().oldEnd() + trailing(window)));
  }

  private String now(Window window) {
    return String.join(
        "",
        newLines.subList(
            window.range().newStart() - leading(window),
            window.range().newEnd() + trailing(window)));
  }

  private boolean isUnique(String text) {
    int first = before.indexOf(text);
    return !text.isEmpty() && before.indexOf(text, first + 1) < 0;
  }
}
