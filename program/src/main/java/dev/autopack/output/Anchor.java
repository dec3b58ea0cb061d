package dev.autopack.output;

/**
 * The end of an open text that the model repeats before it goes on, so that what follows can be put
 * to its place: the last lines, the unfinished one included.
 *
 * <p>It is long enough to stand only once in the text, where the text allows that: taken from the
 * end, one line alone is too often like another.
 */
public final class Anchor {
  private static final int LINES = 2;
  private static final int MAX_LINES = 12;
  private static final int MARKS = 24;
  private static final int MAX_CHARS = 800;
  private static final int PIECE_CHARS = 300;
  private static final int MAX_PIECE_CHARS = 4_800;

  private Anchor() {}

  /** The anchor of a text; empty for an empty text, the whole text for a short one. */
  public static String of(String text) {
    var start = text.length();
    for (int lines = 0; lines < MAX_LINES && start > 0; lines++) {
      start = lineStart(text, start);
      if (lines >= LINES - 1 && isDistinct(text, start)) {
        break;
      }
    }
    return text.length() - start <= MAX_CHARS ? text.substring(start) : piece(text);
  }

  /** Where the line begins that ends at {@code end}. */
  private static int lineStart(String text, int end) {
    return text.lastIndexOf('\n', end - 2) + 1;
  }

  private static boolean isDistinct(String text, int start) {
    var anchor = text.substring(start);
    return anchor.chars().filter(c -> !Character.isWhitespace(c)).limit(MARKS).count() == MARKS
        && (start == 0 || text.lastIndexOf(anchor, start - 1) < 0);
  }

  /** Of very long lines the last characters: more where as many stand there twice. */
  private static String piece(String text) {
    var start = text.length() - PIECE_CHARS;
    for (int chars = PIECE_CHARS; chars <= MAX_PIECE_CHARS && chars < text.length(); chars *= 2) {
      start = text.length() - chars;
      if (text.lastIndexOf(text.substring(start), start - 1) < 0) {
        break;
      }
    }
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start);
  }
}
