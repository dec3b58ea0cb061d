package dev.autopack.output;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a hunk: {@code @@ -12,5 +12,6 @@}.
 *
 * @param numbers empty where it has none, or none that can be read
 * @param section what it says stands above the hunk: a class, a function
 * @param isOfMerge whether it belongs to a diff of a merge, whose lines have two signs
 */
record HunkHeader(Optional<Numbers> numbers, Optional<String> section, boolean isOfMerge) {
  private static final Pattern NUMBERED =
      Pattern.compile(
          "@@+ *-(\\d{1,9})(?:, *(\\d{1,9}))? +\\+(\\d{1,9})(?:, *(\\d{1,9}))?(?!\\d)(.*)");

  private static final Pattern BEGUN = Pattern.compile("@@ -(\\d{1,9})[ ,]");

  /** What stands around a name, or in its place. */
  private static final Pattern FRAME =
      Pattern.compile("^[ @]*(?:\\.{3}|\u2026)?[ @]*|[ @]*(?:\\.{3}|\u2026)?[ @]*$");

  /** Where it stands and how many lines it has, before and after; a missing count is 1. */
  record Numbers(int oldStart, int oldLines, int newStart, int newLines) {}

  /** Reads a line without its line end; empty where it begins no hunk. */
  static Optional<HunkHeader> of(String line) {
    if (!line.startsWith("@@")) {
      return Optional.empty();
    }
    var isOfMerge = line.startsWith("@@@ -");
    var matcher = NUMBERED.matcher(line);
    if (matcher.matches()) {
      return Optional.of(
          new HunkHeader(Optional.of(numbers(matcher)), section(matcher.group(5)), isOfMerge));
    }
    // "@@count" is a line of Ruby, not of a diff.
    return line.length() == 2 || line.charAt(2) == ' ' || isOfMerge
        ? Optional.of(new HunkHeader(Optional.empty(), section(line.substring(2)), isOfMerge))
        : Optional.empty();
  }

  /** The old line that the beginning of such a line names; empty where that is not all there. */
  static OptionalInt oldStart(String begun) {
    var matcher = BEGUN.matcher(begun);
    return matcher.lookingAt() && Integer.parseInt(matcher.group(1)) > 0
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static Optional<String> section(String said) {
    var rest = said.replaceFirst("^ -\\S* \\+\\S* @@", "");
    var words = FRAME.matcher(rest).replaceAll("").strip();
    return words.startsWith("-") || words.chars().noneMatch(Character::isLetter)
        ? Optional.empty()
        : Optional.of(words);
  }

  private static Numbers numbers(Matcher matcher) {
    return new Numbers(
        Integer.parseInt(matcher.group(1)),
        count(Optional.ofNullable(matcher.group(2))),
        Integer.parseInt(matcher.group(3)),
        count(Optional.ofNullable(matcher.group(4))));
  }

  private static int count(Optional<String> digits) {
    return digits.map(Integer::valueOf).orElse(1);
  }
}
