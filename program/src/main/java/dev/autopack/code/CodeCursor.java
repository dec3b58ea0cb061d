package dev.autopack.code;

/**
 * Walks over masked code from word to word, and counts the braces and parentheses it passes. One
 * pass, no looking back: linear in the text.
 */
final class CodeCursor {
  private final String source;
  private final String code;
  private int at;
  private int start;
  private int depth;
  private int parentheses;
  private char before;
  private boolean firstOnLine = true;

  /**
   * Stands before the first word.
   *
   * @param code the source with its comments and literals blanked
   */
  CodeCursor(String source, String code) {
    this.source = source;
    this.code = code;
  }

  /** Goes to the next word; false at the end. */
  boolean next() {
    char last = lastConsumed();
    firstOnLine = at == 0;
    while (at < code.length()) {
      char c = code.charAt(at);
      if (isPart(c)) {
        start = at;
        before = last;
        at = wordEnd(at);
        return true;
      }
      switch (c) {
        case '\n' -> firstOnLine = true;
        case ' ', '\t', '\r', '\f' -> {}
        default -> {
          last = c;
          firstOnLine = false;
          count(c);
        }
      }
      at++;
    }
    start = at;
    return false;
  }

  private char lastConsumed() {
    int i = at - 1;
    while (i >= 0 && isBlank(code.charAt(i))) {
      i--;
    }
    return i < 0 ? '\0' : code.charAt(i);
  }

  private void count(char c) {
    switch (c) {
      case '{' -> depth++;
      case '}' -> depth = Math.max(0, depth - 1);
      case '(' -> parentheses++;
      case ')' -> parentheses = Math.max(0, parentheses - 1);
      default -> {}
    }
  }

  String word() {
    return code.substring(start, at);
  }

  char first() {
    return code.charAt(start);
  }

  /** The last character of code before the word that is not blank; NUL where there is none. */
  char before() {
    return before;
  }

  boolean isFirstOnLine() {
    return firstOnLine;
  }

  /** Whether the text stands right before the word. */
  boolean isBehind(String text) {
    return code.startsWith(text, start - text.length());
  }

  /** Where the next character to read stands. */
  int place() {
    return at;
  }

  /** How many braces are open. */
  int depth() {
    return depth;
  }

  /** How many parentheses are open. */
  int parentheses() {
    return parentheses;
  }

  /** The next character that is not blank; NUL at the end. */
  char after() {
    int i = blankEnd(at);
    return i < code.length() ? code.charAt(i) : '\0';
  }

  /** Whether nothing more of the code stands on the word's line. */
  boolean isLastOnLine() {
    int i = at;
    while (i < code.length() && code.charAt(i) != '\n' && isBlank(code.charAt(i))) {
      i++;
    }
    return i == code.length() || code.charAt(i) == '\n';
  }

  /** Whether the text follows the word, blanks between them left out. */
  boolean isFollowedBy(String text) {
    return code.startsWith(text, blankEnd(at));
  }

  /** Goes over the text if it follows, blanks before it left out. */
  boolean accept(String text) {
    int i = blankEnd(at);
    if (!code.startsWith(text, i)) {
      return false;
    }
    at = i;
    while (at < i + text.length()) {
      count(code.charAt(at));
      at++;
    }
    start = at;
    return true;
  }

  /** Goes over the next word if it is this one. */
  boolean acceptWord(String word) {
    int i = blankEnd(at);
    if (!code.startsWith(word, i) || wordEnd(i) != i + word.length()) {
      return false;
    }
    at = i + word.length();
    return true;
  }

  /** Goes over the next name, and gives it; empty where none follows. */
  String name() {
    int i = blankEnd(at);
    int end = nameEnd(i);
    if (end > i) {
      at = end;
      start = at;
    }
    return code.substring(i, end);
  }

  /** Goes over names joined by the text, as {@code a.b.*}, and gives them without blanks. */
  String joined(String joint) {
    var name = new StringBuilder();
    int i = blankEnd(at);
    for (int end = nameEnd(i); end > i; end = nameEnd(i)) {
      name.append(code, i, end);
      at = end;
      int joins = blankEnd(end);
      if (!code.startsWith(joint, joins)) {
        break;
      }
      i = blankEnd(joins + joint.length());
      if (nameEnd(i) > i) {
        name.append(joint);
      }
    }
    start = at;
    return name.toString();
  }

  /** A word's end, or that of a star, which stands for all. */
  private int nameEnd(int from) {
    return from < code.length() && code.charAt(from) == '*' ? from + 1 : wordEnd(from);
  }

  /** Goes over a quoted text if one follows, and gives its inside; empty where none does. */
  String quoted() {
    int i = blankEnd(at);
    char quote = i < code.length() ? code.charAt(i) : '\0';
    if (quote != '"' && quote != '\'' && quote != '`') {
      return "";
    }
    int end = code.indexOf(quote, i + 1);
    if (end < 0 || (quote != '`' && code.indexOf('\n', i + 1, end) >= 0)) {
      return "";
    }
    at = end + 1;
    start = at;
    return source.substring(i + 1, end);
  }

  /** Goes up to the first of these characters, or the end, and gives what lies between. */
  String upTo(String stops) {
    int from = at;
    while (at < code.length() && stops.indexOf(code.charAt(at)) < 0) {
      count(code.charAt(at));
      at++;
    }
    start = at;
    return code.substring(from, at);
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < code.length() && isPart(code.charAt(end))) {
      end++;
    }
    return end;
  }

  private int blankEnd(int from) {
    int end = from;
    while (end < code.length() && isBlank(code.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  private static boolean isPart(char c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '_'
          || c == '$';
    }
    return Character.isJavaIdentifierPart(c);
  }
}
