package dev.autopack.code;

/** How a thing is declared, in one line. */
final class Signature {
  static final int MAX_CHARS = 240;

  private Signature() {}

  /** Of a stretch of text: white space becomes one space, what is too long is cut off. */
  static String of(String text, int start, int end) {
    var line = new StringBuilder();
    for (int i = start; i < end && line.length() < MAX_CHARS; i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        line.append(c);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString().strip();
  }
}
