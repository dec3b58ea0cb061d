package dev.autopack.code;

/**
 * Where a literal of a source text ends, by the ways in which languages close theirs. Every answer
 * is the place of the closing quote, or the end of what was searched where there is none.
 */
final class Literals {
  /** Texts in the holes of texts in holes; deeper ones are no program. */
  private static final int MAX_DEPTH = 16;

  private final String source;

  Literals(String source) {
    this.source = source;
  }

  boolean is(char wanted, int place) {
    return place < source.length() && source.charAt(place) == wanted;
  }

  /** How many of the character stand in a row from the place. */
  int run(char wanted, int from) {
    int i = from;
    while (is(wanted, i)) {
      i++;
    }
    return i - from;
  }

  int lineEnd(int from) {
    int end = source.indexOf('\n', from);
    return end < 0 ? source.length() : end;
  }

  /** No escapes. */
  int find(String closing, int from) {
    int end = source.indexOf(closing, from);
    return end < 0 ? source.length() : end;
  }

  /** A backslash escapes the next character. */
  int escaped(int from, char quote) {
    int i = from;
    while (i < source.length() && source.charAt(i) != quote) {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, source.length());
  }

  int escapedTo(int from, String closing) {
    int i = from;
    while (i < source.length() && !source.startsWith(closing, i)) {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, source.length());
  }

  /** As {@link #escaped}, but the line's end closes it too. */
  int escapedOnLine(int from, char quote) {
    int i = from;
    while (i < source.length() && source.charAt(i) != quote && source.charAt(i) != '\n') {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, source.length());
  }

  /** The quote twice stands for itself. */
  int doubled(int from, char quote) {
    int i = from;
    while (i < source.length()) {
      if (source.charAt(i) != quote) {
        i++;
      } else if (is(quote, i + 1)) {
        i += 2;
      } else {
        return i;
      }
    }
    return source.length();
  }

  /** A text with code in holes, which may hold such texts again. */
  int withHoles(int from, String closing, String hole) {
    return withHoles(from, closing, hole, false, 0);
  }

  /** As {@link #withHoles}, but the line's end closes it too. */
  int withHolesOnLine(int from, char quote, String hole) {
    return withHoles(from, String.valueOf(quote), hole, true, 0);
  }

  private int withHoles(int from, String closing, String hole, boolean onLine, int depth) {
    // A text in three quotes has no escapes.
    boolean escapes = closing.length() == 1;
    int i = from;
    while (i < source.length() && !source.startsWith(closing, i)) {
      char c = source.charAt(i);
      if (onLine && c == '\n') {
        return i;
      }
      if (escapes && c == '\\') {
        i += 2;
      } else if (hole.equals("{") && source.startsWith("{{", i)) {
        i += 2;
      } else if (source.startsWith(hole, i) && depth < MAX_DEPTH) {
        i = holeEnd(i + hole.length(), hole, onLine, depth + 1);
      } else {
        i++;
      }
    }
    return Math.min(i, source.length());
  }

  /** Behind the brace that closes the hole. */
  private int holeEnd(int from, String hole, boolean onLine, int depth) {
    int braces = 1;
    int i = from;
    while (i < source.length()) {
      char c = source.charAt(i);
      switch (c) {
        case '{' -> braces++;
        case '}' -> {
          braces--;
          if (braces == 0) {
            return i + 1;
          }
        }
        case '"', '`' -> i = withHoles(i + 1, String.valueOf(c), hole, c == '"', depth);
        case '\'' -> i = escapedOnLine(i + 1, '\'');
        default -> {
          if (onLine && c == '\n') {
            return i;
          }
        }
      }
      i++;
    }
    return source.length();
  }
}
