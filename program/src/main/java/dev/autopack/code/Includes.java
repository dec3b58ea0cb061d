package dev.autopack.code;

import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the includes of a C or C++ file; what {@code #if 0} cuts out includes nothing. */
final class Includes {
  private final String source;
  private final String code;
  private final Set<String> names = new LinkedHashSet<>();

  /** How many conditions are open inside the one that is never true; 0 outside. */
  private int cutOut;

  private Includes(String source, String code) {
    this.source = source;
    this.code = code;
  }

  /** The quoted ones bare, the others in their angle brackets. */
  static Set<String> read(String source, String code) {
    var reader = new Includes(source, code);
    int start = 0;
    while (start < code.length()) {
      int end = code.indexOf('\n', start);
      end = end < 0 ? code.length() : end;
      int at = reader.blankEnd(start, end);
      if (at < end && code.charAt(at) == '#') {
        reader.directive(reader.blankEnd(at + 1, end), end);
      }
      start = end + 1;
    }
    return reader.names;
  }

  private void directive(int at, int end) {
    int after = at;
    while (after < end && Character.isJavaIdentifierPart(code.charAt(after))) {
      after++;
    }
    int operand = blankEnd(after, end);
    switch (code.substring(at, after)) {
      case "if" -> {
        boolean never = code.substring(operand, end).strip().equals("0");
        cutOut += cutOut > 0 || never ? 1 : 0;
      }
      case "ifdef", "ifndef" -> cutOut += cutOut > 0 ? 1 : 0;
      case "else", "elif" -> cutOut = cutOut == 1 ? 0 : cutOut;
      case "endif" -> cutOut = Math.max(0, cutOut - 1);
      case "include", "include_next", "import" -> {
        if (cutOut == 0) {
          include(operand, end);
        }
      }
      default -> {}
    }
  }

  private void include(int at, int end) {
    char opening = at < end ? code.charAt(at) : '\0';
    if (opening != '"' && opening != '<') {
      return;
    }
    int closing = code.indexOf(opening == '"' ? '"' : '>', at + 1, end);
    if (closing < 0) {
      return;
    }
    names.add(
        opening == '"' ? source.substring(at + 1, closing) : source.substring(at, closing + 1));
  }

  private int blankEnd(int from, int end) {
    int at = from;
    while (at < end && (code.charAt(at) == ' ' || code.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
