package dev.autopack.plan;

/** Text of unknown origin, made fit for one line of a message. */
final class Printable {
  private Printable() {}

  static String of(String text) {
    return of(text, 80);
  }

  /** Cut after so many characters; what a terminal would act on is written as an escape. */
  static String of(String text, int maxChars) {
    var out = new StringBuilder();
    text.codePoints()
        .limit(maxChars)
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                out.append("\\u%04x".formatted(c));
            default -> out.appendCodePoint(c);
          }
        });
    return text.codePointCount(0, text.length()) > maxChars ? out + "…" : out.toString();
  }
}
