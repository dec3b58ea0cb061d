package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the lines of a hunk into the text before and the text after. */
final class DiffHunkText {
  private final List<String> lines;
  private final char blank;
  private final boolean unsignedContext;
  private final Side before = new Side();
  private final Side after = new Side();
  private int unsigned;

  /** One of the two texts; its last line feed may be taken back, until another line comes. */
  private static final class Side {
    private final StringBuilder text = new StringBuilder();
    private int lines;
    private boolean open;

    void add(String line, int from) {
      if (open) {
        text.append('\n');
        open = false;
      }
      text.append(line, from, line.length()).append('\n');
      lines++;
    }

    void dropLastFeed() {
      if (!open && !text.isEmpty()) {
        text.setLength(text.length() - 1);
        open = true;
      }
    }
  }

  DiffHunkText(List<String> lines, char blank) {
    this.lines = lines;
    this.blank = blank;
    unsignedContext = hasUnsignedContext();
  }

  DiffHunk.Closed closed(Optional<HunkHeader.Numbers> numbers) {
    var last = DiffHunk.CONTEXT;
    for (var line : lines) {
      var sign = DiffHunk.sign(line, blank);
      if (DiffHunk.isMarker(sign)) {
        dropLastFeed(last);
      } else {
        last = DiffHunk.isUnsigned(sign) ? DiffHunk.CONTEXT : sign;
        add(line, sign, last);
      }
    }
    var counts =
        numbers
            .filter(it -> it.oldLines() == before.lines && it.newLines() == after.lines)
            .isPresent();
    return new DiffHunk.Closed(
        before.text.toString(),
        after.text.toString(),
        before.lines,
        after.lines,
        numbers,
        Optional.empty(),
        counts,
        repairs(numbers, counts));
  }

  private void add(String line, char sign, char kind) {
    var whole =
        DiffHunk.isBlank(line)
            || DiffHunk.isUnsigned(sign)
            || (unsignedContext && kind == DiffHunk.CONTEXT);
    unsigned += whole && !DiffHunk.isBlank(line) ? 1 : 0;
    var from = whole ? 0 : 1;
    switch (kind) {
      case DiffHunk.ADDED -> after.add(line, from);
      case DiffHunk.DELETED -> before.add(line, from);
      default -> {
        before.add(line, from);
        after.add(line, from);
      }
    }
  }

  private void dropLastFeed(char kind) {
    if (kind != DiffHunk.ADDED) {
      before.dropLastFeed();
    }
    if (kind != DiffHunk.DELETED) {
      after.dropLastFeed();
    }
  }

  /**
   * Whether all unchanged lines lack the space in front, the indented ones too. It takes a line
   * that begins with neither sign nor space to suspect it; then their indentation, of steps of two,
   * tells: with the space in front it would be odd.
   */
  private boolean hasUnsignedContext() {
    var suspect = false;
    for (var line : lines) {
      var sign = DiffHunk.sign(line, blank);
      suspect |= DiffHunk.isUnsigned(sign);
      if (sign == DiffHunk.CONTEXT && !line.isBlank() && indentation(line) % 2 != 0) {
        return false;
      }
    }
    return suspect;
  }

  private static int indentation(String line) {
    var spaces = 0;
    while (spaces < line.length() && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  private List<String> repairs(Optional<HunkHeader.Numbers> numbers, boolean counts) {
    var repairs = new ArrayList<String>();
    if (numbers.isEmpty()) {
      repairs.add("a hunk has no numbers");
    } else if (!counts) {
      var said = numbers.get();
      repairs.add(
          "the hunk at line %d counts -%d +%d, and -%d +%d came"
              .formatted(
                  said.oldStart(), said.oldLines(), said.newLines(), before.lines, after.lines));
    }
    if (unsigned > 0) {
      repairs.add("unchanged lines of a hunk lack the space in front");
    }
    return repairs;
  }
}
