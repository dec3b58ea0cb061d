package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A line that stands for lines left out: {@code ...}, {@code # ... existing code ...}. */
public final class Ellipsis {
  private static final Pattern COMMENT =
      Pattern.compile(
          "^(?://+|#+|--+|;+|%+|/\\*+|<!--+|\\{/\\*|\\(\\*)\\s*(.*?)\\s*(?:\\*+/|--+>|\\*/\\}|\\*\\))?$");
  private static final Pattern PHRASE =
      Pattern.compile(
          ".*\\b(existing|rest of|remaining|unchanged|remains? the same|same as before|omitted"
              + "|other (code|methods|functions|tests|imports)|previous code)\\b.*");
  private static final int MAX_CHARS = 100;

  private Ellipsis() {}

  /** Whether the line may stand for lines left out, and nothing else is on it. */
  static boolean isMark(String line) {
    var bare = bare(line);
    return bare.equals("...") || bare.equals("\u2026") || isLazy(line);
  }

  /**
   * Whether the line says in words that a text goes on as it was. Nobody writes that into a file,
   * so a whole text that holds it is not whole.
   */
  public static boolean isLazy(String line) {
    var stripped = line.strip();
    var matcher = COMMENT.matcher(stripped);
    if (stripped.length() > MAX_CHARS || !(matcher.matches() || isDotted(stripped))) {
      return false;
    }
    var bare = bare(line).toLowerCase(Locale.ROOT);
    return isDotted(bare) && PHRASE.matcher(bare).matches();
  }

  private static boolean isDotted(String text) {
    return text.startsWith("...")
        || text.endsWith("...")
        || text.startsWith("\u2026")
        || text.endsWith("\u2026");
  }

  private static String bare(String line) {
    var stripped = line.strip();
    var matcher = COMMENT.matcher(stripped);
    return matcher.matches() ? matcher.group(1).strip() : stripped;
  }

  /**
   * The stretches between marks; one more than there are marks, the first and last may be empty.
   */
  static List<TextLines> stretches(TextLines lines) {
    var stretches = new ArrayList<TextLines>();
    var from = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (isMark(lines.words(i))) {
        stretches.add(lines.part(from, i));
        from = i + 1;
      }
    }
    stretches.add(lines.part(from, lines.size()));
    return stretches;
  }
}
