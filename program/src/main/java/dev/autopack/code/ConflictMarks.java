package dev.autopack.code;

import java.util.Optional;
import java.util.regex.Pattern;

/** The lines that an unfinished merge leaves in a text; both sides are read without them. */
final class ConflictMarks {
  private static final Pattern OPENING = Pattern.compile("(?m)^<{7}(?: .*)?$");
  private static final Pattern ANY = Pattern.compile("(?m)^(?:<{7}|>{7}|\\|{7}|={7})(?: .*)?$");

  private ConflictMarks() {}

  /** Where the first conflict begins. */
  static Optional<Outline.Problem> find(String text) {
    if (!text.contains("<<<<<<<")) {
      return Optional.empty();
    }
    return OPENING
        .matcher(text)
        .results()
        .findFirst()
        .map(found -> {
          int line =
              1 + (int) text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
          return new Outline.Problem(
              line, "a merge conflict is not resolved", Outline.Certainty.SURE);
        });
  }

  /** The text with spaces in place of the marks. */
  static String blank(String text) {
    return ANY.matcher(text).replaceAll(found -> " ".repeat(found.group().length()));
  }
}
