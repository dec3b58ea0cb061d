package dev.autopack.output;

/** The characters of JSON, and those that stand where they should. */
final class JsonChars {
  private JsonChars() {}

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || (c > '\u007f' && isOtherSpace(c));
  }

  /** White space that JSON does not have; it stands where word processors put it. */
  static boolean isOtherSpace(char c) {
    return c == '\ufeff' || c == '\u200b' || c == '\u2060' || Character.isSpaceChar(c);
  }

  /** Whether a builder may have begun a text with it. */
  static boolean isQuote(char c) {
    return switch (c) {
      case '"', '\'', '\u201c', '\u201d', '\u201e', '\u201f' -> true;
      case '\u2018', '\u2019', '\u201a', '\u201b', '`', '\u00b4' -> true;
      default -> false;
    };
  }

  /** The quote that most likely ends a text that begins with this one. */
  static char closing(char quote) {
    return switch (quote) {
      case '\u201c', '\u201e', '\u201f' -> '\u201d';
      case '\u2018', '\u201a', '\u201b' -> '\u2019';
      default -> quote;
    };
  }

  /** Whether the character may end a text that began with this quote. */
  static boolean closes(char quote, char c) {
    return switch (quote) {
      case '"', '\'' -> c == quote;
      case '`', '\u00b4' -> c == '`' || c == '\u00b4';
      case '\u2018', '\u2019', '\u201a', '\u201b' -> c == '\u2018' || c == '\u2019' || c == '\'';
      default -> c == '\u201c' || c == '\u201d' || c == '"';
    };
  }

  /** Whether a value other than a constant may begin with it. */
  static boolean startsValue(char c) {
    return isQuote(c) || c == '{' || c == '[' || c == '-' || (c >= '0' && c <= '9');
  }

  static boolean startsComment(char c) {
    return c == '/' || c == '#';
  }

  static boolean startsBareName(char c) {
    return c == '_' || c == '$' || Character.isLetter(c);
  }

  static boolean isInBareName(char c) {
    return startsBareName(c) || c == '-' || c == '.' || Character.isDigit(c);
  }

  /** A character as a message names it. */
  static String shown(char c) {
    return c < ' ' ? "a control character" : "'" + c + "'";
  }
}
