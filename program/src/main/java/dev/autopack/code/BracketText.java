package dev.autopack.code;

/**
 * A source text and its code, with a sense for brackets.
 *
 * @param code as {@link MaskedText} makes it of the text
 */
record BracketText(String text, String code) {
  TestBody.Part part(int from, int to) {
    return new TestBody.Part(text.substring(from, to), code.substring(from, to));
  }

  int lineOf(int offset) {
    return (int) code.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
  }

  /** Behind the bracket that closes the one at this place; the end of the text where none does. */
  int behindMatch(int open) {
    int depth = 0;
    for (int i = open; i < code.length(); i++) {
      switch (code.charAt(i)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> {
          depth--;
          if (depth <= 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return code.length();
  }

  /** The first of these characters outside of all brackets that open from here; -1 for none. */
  int find(String characters, int from) {
    int i = from;
    while (i < code.length()) {
      char c = code.charAt(i);
      if (characters.indexOf(c) >= 0) {
        return i;
      }
      i = "([{".indexOf(c) >= 0 ? behindMatch(i) : i + 1;
    }
    return -1;
  }

  /** Where the declaration begins that holds this place: behind what ended before it. */
  int declarationStart(int at) {
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      switch (code.charAt(i)) {
        case ')', ']' -> depth++;
        case '(', '[' -> depth--;
        case '}', '{', ';' -> {
          if (depth <= 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return 0;
  }
}
