package dev.autopack.output;

/** Watches a stream of characters for a line that begins an operation: a brace, then "op". */
final class OpLine {
  private static final String NAME = "op\"";

  /** What the last character completed. */
  enum Seen {
    NOTHING,
    NEW_OBJECT
  }

  private enum At {
    LINE_START,
    BRACE,
    NAME,
    ELSEWHERE
  }

  private At at = At.LINE_START;
  private int matched;
  private boolean expected;

  /**
   * Takes the next character.
   *
   * @param outside whether a brace here begins an object anyway; then its line is nothing special
   */
  Seen take(char c, boolean outside) {
    if (c == '\n') {
      at = At.LINE_START;
      return Seen.NOTHING;
    }
    switch (at) {
      case LINE_START -> {
        if (c == '{') {
          at = At.BRACE;
          expected = outside;
        } else if (!isBlank(c)) {
          at = At.ELSEWHERE;
        }
      }
      case BRACE -> {
        if (c == '"') {
          at = At.NAME;
          matched = 0;
        } else if (!isBlank(c)) {
          at = At.ELSEWHERE;
        }
      }
      case NAME -> {
        matched = c == NAME.charAt(matched) ? matched + 1 : -1;
        if (matched == NAME.length()) {
          at = At.ELSEWHERE;
          return expected ? Seen.NOTHING : Seen.NEW_OBJECT;
        }
        if (matched < 0) {
          at = At.ELSEWHERE;
        }
      }
      case ELSEWHERE -> {}
    }
    return Seen.NOTHING;
  }

  /** Whether the next characters could still be the beginning that is watched for. */
  boolean isPossible() {
    return at != At.ELSEWHERE;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\ufeff';
  }
}
