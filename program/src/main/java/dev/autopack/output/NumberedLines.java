package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Lines that carry the numbers with which they were shown: {@code 12 | return x}. */
final class NumberedLines {
  private static final Pattern NUMBERED =
      Pattern.compile("\\s*(\\d{1,6})(?:\\t| ?[|\u2502:\u2192] ?)(.*)");

  private NumberedLines() {}

  /** Two texts without their numbers, and the first number. */
  record Bare(String before, String after, OptionalInt first) {}

  /** Empty where not each old line has the number that follows the last one's. */
  static Optional<Bare> without(String before, String after) {
    var old = bare(before, true);
    if (old.isEmpty()) {
      return Optional.empty();
    }
    var first = NUMBERED.matcher(before.lines().findFirst().orElseThrow());
    var number = first.matches() ? Integer.parseInt(first.group(1)) : 1;
    // New lines have numbers too, of whatever order, or none has.
    var fresh = bare(after, false);
    var hasNumbers = after.lines().anyMatch(line -> NUMBERED.matcher(line).matches());
    if (fresh.isEmpty() && hasNumbers) {
      return Optional.empty();
    }
    return Optional.of(new Bare(old.get(), fresh.orElse(after), OptionalInt.of(number)));
  }

  private static Optional<String> bare(String text, boolean inOrder) {
    List<String> lines = new ArrayList<>();
    var last = -1;
    for (var line : text.lines().toList()) {
      var matcher = NUMBERED.matcher(line);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      var number = Integer.parseInt(matcher.group(1));
      if (inOrder && last >= 0 && number != last + 1) {
        return Optional.empty();
      }
      last = number;
      lines.add(matcher.group(2) + "\n");
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("", lines));
  }
}
