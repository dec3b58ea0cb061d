package dev.autopack.output;

/** The code fence that a reply stands in, if it does. */
final class CodeFence {
  private static final int SHORTEST = 3;

  private char sign;
  private int length;

  boolean isOpen() {
    return length > 0;
  }

  /** Takes a line outside of everything else; answers whether it opens or closes a fence. */
  boolean take(String line) {
    var text = line.stripLeading();
    var run = run(text);
    if (run < SHORTEST) {
      return false;
    }
    if (isOpen() && text.charAt(0) == sign && run >= length && text.substring(run).isBlank()) {
      length = 0;
    } else if (!isOpen()) {
      sign = text.charAt(0);
      length = run;
    }
    return true;
  }

  /** Whether the line ends the open fence, or would end one that was opened out of sight. */
  boolean isClosedBy(String line) {
    var run = run(line);
    return run >= SHORTEST
        && line.substring(run).isBlank()
        && (!isOpen() || (line.charAt(0) == sign && run >= length));
  }

  private static int run(String text) {
    if (text.isEmpty() || (text.charAt(0) != '`' && text.charAt(0) != '~')) {
      return 0;
    }
    var run = 1;
    while (run < text.length() && text.charAt(run) == text.charAt(0)) {
      run++;
    }
    return run;
  }
}
