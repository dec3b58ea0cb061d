package dev.autopack.output;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line that opens or closes a code block of Markdown.
 *
 * @param indent how many spaces stand before it; the lines inside have as many
 * @param info what follows the marks; only an opening line has any
 */
record Fence(int indent, char mark, int length, String info) {
  private static final Pattern SHAPE = Pattern.compile("( {0,3})(`{3,}|~{3,})[ \\t]*([^`]*?)\\s*");

  static Optional<Fence> of(String line) {
    var matcher = SHAPE.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Fence(
                matcher.group(1).length(),
                matcher.group(2).charAt(0),
                matcher.group(2).length(),
                matcher.group(3)))
        : Optional.empty();
  }

  boolean isBare() {
    return info.isEmpty();
  }

  /** Whether the other line closes the block that this one opens. */
  boolean isClosedBy(Fence other) {
    return other.isBare() && other.mark == mark && other.length == length;
  }

  /** Whether the other line, inside this block, opens a block of its own. */
  boolean holds(Fence other) {
    return other.mark == mark
        && ((other.length >= length && !other.isBare())
            || (other.length > length && other.isBare()));
  }
}
