package dev.autopack.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Divides the text of a goal where one piece of work seems to end and the next to begin. */
final class GoalPieces {
  /** A list's mark, or a number in front. */
  private static final Pattern MARK = Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+");

  /** A sentence ends, a semicolon divides, or it says that something follows. */
  private static final Pattern BORDER =
      Pattern.compile(
          "(?<=[\\p{L}\\p{N}`'\")][.!?])\\s+(?=[\\p{Lu}`'\"])|;\\s+|,?\\s+(?:and\\s+)?(then)\\s+");

  private static final Pattern BACK =
      Pattern.compile("(?i)\\b(?:it|its|them|they|this|that|these|those)\\b");

  private static final Pattern DEMAND =
      Pattern.compile(
          "(?i)\\b(?:must|should|shall|never|always|only|without|so that|at most|at least|no longer|keep|keeps|stays?)\\b");

  private GoalPieces() {}

  /**
   * A piece of work.
   *
   * @param text in one line, without its mark
   * @param isNext whether it says that it comes after the one before, or speaks of it
   */
  record Piece(String text, boolean isNext) {}

  /** The pieces in order; none for a goal that says nothing. */
  static List<Piece> of(String goal) {
    var pieces = new ArrayList<Piece>();
    for (var written : goal.lines().toList()) {
      var line = MARK.matcher(written).replaceFirst("");
      var border = BORDER.matcher(line);
      int from = 0;
      boolean isNext = false;
      while (border.find()) {
        add(pieces, line.substring(from, border.start()), isNext);
        isNext = border.group(1) != null;
        from = border.end();
      }
      add(pieces, line.substring(from), isNext);
    }
    return pieces;
  }

  private static void add(List<Piece> pieces, String part, boolean isNext) {
    var text = part.strip().replaceAll("\\s+", " ").replaceAll("[.;,]+$", "");
    if (text.codePoints().anyMatch(Character::isLetter)) {
      pieces.add(new Piece(capital(text), isNext || BACK.matcher(text).find()));
    }
  }

  /** With a capital, where the first word is a plain one. */
  private static String capital(String text) {
    return text.matches("(?s)\\p{Ll}[\\p{L}]*(?:[ ,].*)?")
        ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  /** Whether it says what must hold, rather than what to do. */
  static boolean isDemand(String piece) {
    return DEMAND.matcher(piece).find();
  }
}
