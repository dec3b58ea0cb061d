package dev.autopack.edit;

/** What a file's text may hold: anything that UTF-8 can write down, except NUL. */
final class TextRule {
  private TextRule() {}

  static void require(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("the text holds a NUL, so it would be a binary file");
      }
      if (Character.isSurrogate(c)) {
        var whole =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!whole) {
          throw new IllegalArgumentException(
              "the text holds half a character (\\u%04x), which UTF-8 cannot write"
                  .formatted((int) c));
        }
        i++;
      }
    }
  }
}
