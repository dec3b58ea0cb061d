package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One logical line of Python: brackets, backslashes and long strings joined.
 *
 * @param number of its first physical line, from 1
 * @param code without comments, and with nothing left between quotes
 * @param text as it stands, with its comments and those above it
 * @param literals what stands between quotes in the code, with them, from left to right
 */
record PythonLine(int number, int indent, String code, String text, List<String> literals) {
  private static final int TAB = 8;

  /** A line that cannot stand in brackets: there one was not closed. */
  private static final Pattern DEFINITION =
      Pattern.compile("[ \\t]*(?:(?:async[ \\t]+)?def|class)[ \\t]+\\w");

  /** A longer literal is not repeated where a line is told. */
  private static final int MAX_LITERAL = 40;

  PythonLine {
    literals = List.copyOf(literals);
  }

  /** A part of the code as a line of its own. */
  PythonLine part(int from, int to) {
    int before = quotes(code.substring(0, from));
    var part = code.substring(from, to);
    var own = literals.subList(before, before + quotes(part));
    return new PythonLine(number, indent, part.strip(), text, own);
  }

  /** The beginning of its code with its literals; of long ones only that something stands there. */
  String told(String beginning) {
    var told = new StringBuilder();
    int next = 0;
    int i = 0;
    while (i < beginning.length()) {
      char c = beginning.charAt(i);
      if (isQuote(c)) {
        var literal = literals.get(next++);
        boolean isShort = literal.length() <= MAX_LITERAL && !literal.contains("\n");
        told.append(isShort ? literal : c + "..." + c);
        // Of a literal only its two quotes are left.
        i += 2;
      } else {
        told.append(c);
        i++;
      }
    }
    return told.toString();
  }

  /** How many literals stand in it: of each, two quotes are left. */
  private static int quotes(String code) {
    return (int) code.chars().filter(c -> isQuote((char) c)).count() / 2;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  /** Reads the whole file; blank lines are left out. */
  static List<PythonLine> read(String source) {
    return read(source, new ArrayList<>());
  }

  /**
   * The same.
   *
   * @param problems where it is added what does not close
   */
  static List<PythonLine> read(String source, List<Outline.Problem> problems) {
    // A byte order mark is no part of the first name.
    var plain = source.startsWith("\ufeff") ? source.substring(1) : source;
    return new Reader(plain, problems).read();
  }

  /** One pass over the characters; quotes decide what a bracket or a hash means. */
  private static final class Reader {
    private final String source;
    private final List<Outline.Problem> problems;
    private final List<PythonLine> lines = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();
    private final List<String> literals = new ArrayList<>();
    private final StringBuilder comments = new StringBuilder();
    private int at;
    private int line = 1;
    private int depth;
    private int start;
    private int startLine = 1;

    Reader(String source, List<Outline.Problem> problems) {
      this.source = source;
      this.problems = problems;
    }

    List<PythonLine> read() {
      while (at < source.length()) {
        step(source.charAt(at));
      }
      if (depth > 0) {
        addProblem(startLine, "a bracket is not closed");
      }
      finish();
      return lines;
    }

    private void addProblem(int where, String what) {
      problems.add(new Outline.Problem(where, what, Outline.Certainty.LIKELY));
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
        int before = at;
        skipLineEnd();
        if (!DEFINITION.matcher(source).region(at, source.length()).lookingAt()) {
          code.append(' ');
          return;
        }
        addProblem(startLine, "a bracket is not closed");
        depth = 0;
        at = before;
        line--;
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
      int opening = at;
      var closing = String.valueOf(quote).repeat(3);
      var isLong = source.startsWith(closing, at);
      closing = isLong ? closing : String.valueOf(quote);
      at += closing.length();
      while (at < source.length() && !source.startsWith(closing, at)) {
        var c = source.charAt(at);
        if (c == '\n') {
          if (!isLong) {
            // Not closed on its line: broken text, and the next line is code again.
            addProblem(line, "a text is not closed");
            break;
          }
          line++;
        }
        if (c == '\\' && at + 1 < source.length()) {
          at++;
          if (source.startsWith("\r\n", at)) {
            at++;
          }
          line += source.charAt(at) == '\n' ? 1 : 0;
        }
        at++;
      }
      if (source.startsWith(closing, at)) {
        at += closing.length();
      } else if (isLong) {
        addProblem(startLine, "a long text is not closed");
      }
      at = Math.min(at, source.length());
      literals.add(source.substring(opening, at));
      code.append(quote).append(quote);
    }

    private void finish() {
      var stripped = code.toString().strip();
      var text = source.substring(start, Math.min(at, source.length())).strip();
      if (stripped.isEmpty()) {
        comments.append(text).append('\n');
      } else {
        lines.add(new PythonLine(startLine, indent(), stripped, comments + text, literals));
        comments.setLength(0);
      }
      code.setLength(0);
      literals.clear();
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
