package dev.autopack.gate.tests;

import dev.autopack.process.Exit;
import java.util.regex.Pattern;

/** What a child printed, for people: never what a verdict rests on. */
public final class Console {
  private static final int TAIL_CHARS = 4_000;
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  private Console() {}

  /** Both streams without colours. */
  public static String plain(Exit exit) {
    return ESCAPES.matcher(exit.out() + "\n" + exit.err()).replaceAll("").strip();
  }

  /** The end of both streams. */
  public static String tail(Exit exit) {
    return tail(plain(exit), TAIL_CHARS);
  }

  /** The last lines that fit. */
  public static String tail(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    var cut = text.substring(text.length() - chars);
    var line = cut.indexOf('\n');
    return "..." + (line < 0 ? cut : cut.substring(line));
  }
}
