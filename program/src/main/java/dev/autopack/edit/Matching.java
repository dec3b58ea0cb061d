package dev.autopack.edit;

import dev.autopack.edit.FileEdit.Replacement;

/**
 * Finds the one place that a replacement means and puts the new text there.
 *
 * <p>Looks from the strictest rung to the loosest and stops at the first that finds anything: one
 * place is taken, several are refused, never guessed. The rungs below exact compare whole lines and
 * keep the file's own spelling of every line that the replacement leaves alone. Line ends are those
 * of the file: text sent with LF alone goes into a CRLF file with CRLF.
 */
public final class Matching {
  private Matching() {}

  /** What came of one replacement. */
  public sealed interface Match {
    /** The whole text afterwards. */
    record Replaced(String text, Rung rung) implements Match {}

    /** No place, or several; {@code why} is a sentence for the builder. */
    record Refused(String why) implements Match {}
  }

  /** Does the replacement in the text. */
  public static Match replace(String text, Replacement replacement) {
    return new EditedText(text).make(replacement);
  }
}
