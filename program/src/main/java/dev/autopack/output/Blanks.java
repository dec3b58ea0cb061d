package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;

/** Texts compared without their white space. */
final class Blanks {
  private Blanks() {}

  /**
   * A line that is not blank.
   *
   * @param marks its characters without white space
   * @param end where in the text its last of them ends
   */
  record Line(String marks, int end) {}

  static String without(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isBlank(text.charAt(i))) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  static List<Line> lines(String text) {
    var lines = new ArrayList<Line>();
    var start = 0;
    while (start < text.length()) {
      var feed = text.indexOf('\n', start);
      var end = feed < 0 ? text.length() : feed;
      var line = text.substring(start, end);
      if (!without(line).isEmpty()) {
        lines.add(new Line(without(line), start + line.stripTrailing().length()));
      }
      start = end + 1;
    }
    return lines;
  }

  /**
   * Where in {@code text}, from {@code start}, the last character of {@code begin} stands, white
   * space aside; -1 where the text does not go on so. Lines that are broken at other places are
   * other lines.
   */
  static int endOf(String begin, String text, int start) {
    var at = start;
    var end = start;
    var broken = false;
    for (int i = 0; i < begin.length(); i++) {
      var c = begin.charAt(i);
      if (isBlank(c)) {
        broken |= c == '\n';
        continue;
      }
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      var isOther =
          at == text.length()
              || text.charAt(at) != c
              || (end > start && broken != text.substring(end, at).contains("\n"));
      if (isOther) {
        return -1;
      }
      at++;
      end = at;
      broken = false;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\ufeff' || c == '\u00a0';
  }
}
