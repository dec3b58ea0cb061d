package dev.autopack.gate.tests.cargo;

import java.util.regex.Pattern;

/**
 * What a test that failed said of why.
 *
 * @param path as the compiler saw it, empty where it is not known
 * @param line of the panic
 */
record Panic(String path, String line, String message) {
  private static final int MESSAGE_CHARS = 1_500;
  private static final Pattern NEW =
      Pattern.compile(
          "(?s)panicked at ([^\\n:]+\\.rs):(\\d+):\\d+:\\R(.*?)(?=\\Rnote: run with|\\Rstack"
              + " backtrace:|\\R\\R|\\Rthread '|\\z)");
  private static final Pattern OLD =
      Pattern.compile("(?s)panicked at '(.*?)', ([^\\n:]+\\.rs):(\\d+):\\d+");

  /** The first panic in it, else all that it says. */
  static Panic in(String output) {
    var now = NEW.matcher(output);
    if (now.find()) {
      return new Panic(now.group(1), now.group(2), bounded(now.group(3)));
    }
    var then = OLD.matcher(output);
    if (then.find()) {
      return new Panic(then.group(2), then.group(3), bounded(then.group(1)));
    }
    return new Panic("", "", bounded(output));
  }

  private static String bounded(String text) {
    var plain = text.strip();
    return plain.length() > MESSAGE_CHARS ? plain.substring(0, MESSAGE_CHARS) + "..." : plain;
  }
}
