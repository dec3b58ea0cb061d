package dev.autopack.code;

import java.util.regex.Pattern;

/** The words by which a body says that it is still to be written. */
final class Unwritten {
  private static final String PLAIN_WORDS =
      "\\bTODO\\b"
          + "|(?i:\\bnot (yet )?(been )?implemented\\b|\\bunimplemented\\b"
          + "|\\b(please|to be|must be|should be) implement|\\bimplement (me|this)\\b"
          + "|\\byour (own )?(code|implementation)\\b";
  private static final Pattern PLAIN = Pattern.compile(PLAIN_WORDS + ")");
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(FIXME|XXX)\\b|"
              + PLAIN_WORDS
              + "|\\bimplement the\\b|\\bplaceholder\\b|\\bcoming soon\\b"
              + "|\\b(delete|remove|replace) this (line|statement|code|body|function|method)\\b)");

  /** Who has to write it is somebody else: whatever inherits it. */
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          "(?i)\\bsub-?class|\\babstract\\b|\\b(derived|child|inheriting) class|\\boverr[io]d");

  private Unwritten() {}

  /** Of a body that does nothing else. */
  static boolean isSaidIn(String text) {
    return WORDS.matcher(text).find() && !isOfOthers(text);
  }

  /** By words that mean nothing else, wherever they stand. */
  static boolean isPlainlySaidIn(String text) {
    return PLAIN.matcher(text).find() && !isOfOthers(text);
  }

  private static boolean isOfOthers(String text) {
    return OF_OTHERS.matcher(text).find();
  }
}
