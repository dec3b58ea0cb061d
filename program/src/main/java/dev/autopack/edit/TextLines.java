package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;

/** A text cut into lines; what follows the last line feed is a line only if it is not empty. */
record TextLines(String text, List<Line> lines) {
  /**
   * Where a line lies in the text: its words end at {@code wordsEnd}, its line end at {@code end}.
   */
  record Line(int start, int wordsEnd, int end) {}

  static TextLines of(String text) {
    var lines = new ArrayList<Line>();
    var start = 0;
    while (start < text.length()) {
      var feed = text.indexOf('\n', start);
      var end = feed < 0 ? text.length() : feed + 1;
      var wordsEnd = feed < 0 ? end : feed;
      if (feed > start && text.charAt(feed - 1) == '\r') {
        wordsEnd--;
      }
      lines.add(new Line(start, wordsEnd, end));
      start = end;
    }
    return new TextLines(text, lines);
  }

  int size() {
    return lines.size();
  }

  /** The line without its line end. */
  String words(int index) {
    var line = lines.get(index);
    return text.substring(line.start(), line.wordsEnd());
  }

  /** The line's own line end; empty for a last line without one. */
  String lineEnd(int index) {
    var line = lines.get(index);
    return text.substring(line.wordsEnd(), line.end());
  }

  boolean hasFinalLineEnd() {
    return text.endsWith("\n");
  }
}
