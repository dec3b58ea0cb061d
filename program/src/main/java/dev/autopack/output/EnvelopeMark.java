package dev.autopack.output;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of the envelope that is not text of a file: {@code @@@ create src/a.py}.
 *
 * @param fence how many at signs it begins with; a longer one lets a text hold shorter ones
 * @param rest what follows the word, without its space; empty where nothing does
 * @param returned whether the line ended in a carriage return too
 */
record EnvelopeMark(int fence, String word, String rest, boolean returned) {
  static final int SHORTEST_FENCE = 3;

  private static final Pattern SHAPE = Pattern.compile("(@{3,}) +([a-z_-]+)(?: (.*))?");

  /** Reads a line without its line feed; empty where it is no mark. */
  static Optional<EnvelopeMark> of(String line) {
    if (!line.startsWith("@@@")) {
      return Optional.empty();
    }
    var matcher = SHAPE.matcher(line.stripTrailing());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new EnvelopeMark(
            matcher.group(1).length(),
            matcher.group(2),
            Optional.ofNullable(matcher.group(3)).orElse(""),
            line.endsWith("\r")));
  }

  boolean is(String wanted) {
    return word.equals(wanted);
  }

  /** Whether a declaration is over with it: it ends one, or begins or ends something else. */
  boolean endsDeclaration() {
    return switch (word) {
      case "end", "done", "declare", "create", "rewrite", "edit", "delete", "rename", "continue" ->
          true;
      default -> false;
    };
  }

  /** The number at the start of the rest; empty where none stands there. */
  Optional<Integer> count() {
    var digits = rest.split(" ", -1)[0];
    return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  /** Whether the text it closes or opens ends without a newline. */
  boolean saysNoNewline() {
    return rest.equals("no-newline") || rest.endsWith(" no-newline");
  }

  /** Whether the text begins with a mark of the same fence that begins a part. */
  boolean isFenceOf(String text) {
    var feed = text.indexOf('\n');
    return of(feed < 0 ? text : text.substring(0, feed))
        .filter(mark -> mark.fence() == fence && (mark.is("before") || mark.is("after")))
        .isPresent();
  }

  /** Whether the beginning of a line could become a mark of the same fence. */
  boolean couldBegin(String line) {
    var own = "@".repeat(fence);
    return own.startsWith(line) || line.startsWith(own + " ");
  }

  /** The longest run of at signs that begins a line of the text. */
  static int longestFence(String text) {
    var longest = 0;
    for (var line : text.split("\n", -1)) {
      var run = 0;
      while (run < line.length() && line.charAt(run) == '@') {
        run++;
      }
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
