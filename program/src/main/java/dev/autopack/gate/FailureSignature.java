package dev.autopack.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stays of a tool's message when the same failure happens again: no addresses, times, folders
 * or line numbers. The values a test compared stay, since another value is another failure.
 */
public record FailureSignature(String value) {
  private static final int MAX_CHARS = 600;

  private static final List<Replacement> REPLACEMENTS =
      List.of(
          new Replacement("\u001b\\[[0-9;]*[A-Za-z]", ""),
          new Replacement("\\b0x[0-9a-fA-F]{4,16}\\b", "0xN"),
          // Object ids and digests; a value of a test is seldom so long.
          new Replacement("\\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{32,64}\\b", "HEX"),
          new Replacement("(?<=\\bid )\\d{12,20}\\b", "N"),
          new Replacement("\\b(goroutine) \\d+", "$1 N"),
          new Replacement(
              "\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?: [A-Z]{3,4})? \\d{4}\\b",
              "TIME"),
          new Replacement("(?<=[A-Za-z;]|0xN)@[0-9a-f]{5,8}\\b", "@N"),
          new Replacement("\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b", "UUID"),
          new Replacement(
              "\\b\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?",
              "TIME"),
          new Replacement("\\b\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\b", "TIME"),
          new Replacement("\\b\\d+(?:\\.\\d+)? ?(?:ns|us|µs|ms|seconds?|secs?|s)\\b", "TIME"),
          // A folder says where a run took place; the last name says which file was meant.
          new Replacement("(?<![\\w.])(?:[A-Za-z]:)?(?:[/\\\\][\\w.+@~-]+)+[/\\\\]", "/"),
          new Replacement("(?<=\\.[A-Za-z]{1,6}):\\d+(?::\\d+)?", ":N"),
          new Replacement("(?<=\\.[A-Za-z]{1,6}):\\[\\d+,\\d+\\]", ":N"),
          new Replacement("\\b(line|Line|column|pid|PID|port|thread)[ =:]\\d+", "$1 N"),
          new Replacement("(?<=localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\]):\\d{2,5}", ":N"),
          new Replacement("\\s+", " "));

  public static FailureSignature of(String message) {
    // Long enough that what is cut below was normalised as a whole.
    var text = beginning(message, 4 * MAX_CHARS);
    for (var replacement : REPLACEMENTS) {
      text = replacement.pattern().matcher(text).replaceAll(replacement.by());
    }
    return new FailureSignature(beginning(text.strip(), MAX_CHARS));
  }

  private static String beginning(String text, int chars) {
    return text.substring(0, Math.min(text.length(), chars));
  }

  /** Short enough for a fingerprint, and the same for the same signature. */
  String hash() {
    return hash(value);
  }

  /** Of any text. */
  static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record Replacement(Pattern pattern, String by) {
    Replacement(String regex, String by) {
      this(Pattern.compile(regex), by);
    }
  }
}
