package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;

/**
 * One logical line of Python: brackets, backslashes and long strings joined.
 *
 * @param number of its first physical line, from 1
 * @param code without comments, and with nothing left between quotes
 * @param text as it stands, with its comments and those above it
 */
record PythonLine(int number, int indent, String code, String text) {
  private static final int TAB = 8;

  /** Reads the whole file; blank lines are left out. */
  static List<PythonLine> read(String source) {
    // A byte order mark is no part of the first name.
    return new Reader(source.startsWith("\ufeff") ? source.substring(1) : source).read();
  }

  /** One pass over the characters; quotes decide what a bracket or a hash means. */
  private static final class Reader {
    private final String source;
    private final List<PythonLine> lines = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();
    private final StringBuilder comments = new StringBuilder();
    private int at;
    private int line = 1;
    private int depth;
    private int start;
    private int startLine = 1;

    Reader(String source) {
      this.source = source;
    }

    List<PythonLine> read() {
      while (at < source.length()) {
        step(source.charAt(at));
      }
      finish();
      return lines;
    }

    private void step(char c) {
      switch (c) {
        case '#' -> skipComment();
        case '\'', '"' -> skipString(c);
        case '\\' -> {
          at++;
          skipLineEnd();
        }
        case '\n', '\r' -> endOfLine();
        default -> {
          depth = Math.max(0, depth + (isOpening(c) ? 1 : isClosing(c) ? -1 : 0));
          code.append(c);
          at++;
        }
      }
    }

    private void endOfLine() {
      if (depth > 0) {
        code.append(' ');
        skipLineEnd();
        return;
      }
      finish();
      skipLineEnd();
      start = at;
      startLine = line;
    }

    private void skipLineEnd() {
      if (at < source.length() && source.charAt(at) == '\r') {
        at++;
      }
      if (at < source.length() && source.charAt(at) == '\n') {
        at++;
      }
      line++;
    }

    private void skipComment() {
      while (at < source.length() && source.charAt(at) != '\n') {
        at++;
      }
    }

    private void skipString(char quote) {
      var closing = String.valueOf(quote).repeat(3);
      var isLong = source.startsWith(closing, at);
      closing = isLong ? closing : String.valueOf(quote);
      at += closing.length();
      while (at < source.length() && !source.startsWith(closing, at)) {
        var c = source.charAt(at);
        if (c == '\n') {
          if (!isLong) {
            // Not closed on its line: broken text, and the next line is code again.
            break;
          }
          line++;
        }
        at += c == '\\' && at + 1 < source.length() && source.charAt(at + 1) != '\n' ? 2 : 1;
      }
      if (source.startsWith(closing, at)) {
        at += closing.length();
      }
      at = Math.min(at, source.length());
      code.append(quote).append(quote);
    }

    private void finish() {
      var stripped = code.toString().strip();
      var text = source.substring(start, Math.min(at, source.length())).strip();
      if (stripped.isEmpty()) {
        comments.append(text).append('\n');
      } else {
        lines.add(new PythonLine(startLine, indent(), stripped, comments + text));
        comments.setLength(0);
      }
      code.setLength(0);
    }

    private int indent() {
      var columns = 0;
      for (var i = start; i < source.length(); i++) {
        switch (source.charAt(i)) {
          case ' ' -> columns++;
          case '\t' -> columns += TAB - columns % TAB;
          case '\f' -> {}
          default -> {
            return columns;
          }
        }
      }
      return columns;
    }

    private static boolean isOpening(char c) {
      return c == '(' || c == '[' || c == '{';
    }

    private static boolean isClosing(char c) {
      return c == ')' || c == ']' || c == '}';
    }
  }
}
