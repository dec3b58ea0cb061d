package dev.autopack.audit;

import dev.autopack.builder.Scrubber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file's part of a diff, as it may be shown.
 *
 * @param from where a renamed file was; empty where it was not renamed
 * @param text as git prints it, scrubbed of secrets
 */
public record FileDiff(String path, Optional<String> from, String text) {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@.*", Pattern.DOTALL);
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** A shorter piece of a line may stand anywhere. */
  private static final int MIN_PIECE = 8;

  private static final int MIN_LETTERS = 3;

  static FileDiff of(String path, Optional<String> from, String written) {
    return new FileDiff(path, from, Scrubber.scrub(written).text());
  }

  boolean isCalled(String name) {
    return path.equals(name) || from.filter(name::equals).isPresent();
  }

  /** A line of a hunk, without its sign; numbered after the change, a deleted one before it. */
  private record Line(int number, String text) {}

  /**
   * Where the diff holds what is quoted of it: with or without signs, in whatever spacing, every
   * line of it.
   *
   * @param near which of several places is meant
   * @return the line's number; empty where something of it is not there, or it says too little to
   *     be found by
   */
  Optional<Integer> find(String quote, int near) {
    var wanted = quote.lines().map(FileDiff::plain).filter(line -> !line.isEmpty()).toList();
    if (wanted.stream().noneMatch(FileDiff::isTelling)) {
      return Optional.empty();
    }
    var lines = lines();
    var first = Optional.<Integer>empty();
    for (var one : wanted) {
      var place =
          lines.stream()
              .filter(line -> isQuoted(one, plain(line.text())))
              .map(Line::number)
              .min(Comparator.comparingInt(number -> Math.abs(number - near)));
      if (place.isEmpty()) {
        return Optional.empty();
      }
      first = first.or(() -> place);
    }
    return first;
  }

  private static boolean isQuoted(String quote, String line) {
    return line.equals(quote)
        || line.equals(withoutSign(quote))
        || (quote.length() >= MIN_PIECE && line.contains(withoutSign(quote)));
  }

  private static String withoutSign(String quote) {
    return quote.startsWith("+") || quote.startsWith("-") ? quote.substring(1).strip() : quote;
  }

  private static boolean isTelling(String line) {
    return line.codePoints().filter(Character::isLetterOrDigit).count() >= MIN_LETTERS;
  }

  private static String plain(String line) {
    return SPACES.matcher(line).replaceAll(" ").strip();
  }

  private List<Line> lines() {
    var lines = new ArrayList<Line>();
    int before = 0;
    int after = 0;
    var inHunk = false;
    for (var line : text.split("\n", -1)) {
      var hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        before = Integer.parseInt(hunk.group(1));
        after = Integer.parseInt(hunk.group(2));
        inHunk = true;
      } else if (inHunk && !line.isEmpty()) {
        var body = line.substring(1);
        switch (line.charAt(0)) {
          case '+' -> lines.add(new Line(after++, body));
          case '-' -> lines.add(new Line(before++, body));
          case ' ' -> {
            lines.add(new Line(after++, body));
            before++;
          }
          default -> {}
        }
      }
    }
    return lines;
  }
}
