package dev.autopack.code;

import java.util.regex.Pattern;

/** The words by which a body says that it is still to be written. */
final class Unwritten {
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(TODO|FIXME|XXX)\\b"
              + "|(?i:\\bnot (yet )?(been )?implemented\\b|\\bunimplemented\\b"
              + "|\\b(please|to be|must be|should be) implement|\\bimplement (me|this|the)\\b"
              + "|\\byour (own )?(code|implementation)\\b|\\bplaceholder\\b|\\bcoming soon\\b"
              + "|\\b(delete|remove|replace) this\\b)");

  private Unwritten() {}

  static boolean isSaidIn(String text) {
    return WORDS.matcher(text).find();
  }
}
