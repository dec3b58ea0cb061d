package dev.autopack.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a name or a sentence in a form that is the same for their inflections: "parser",
 * "parsing" and "parse" are one word. Rough, and the same on both sides of a comparison.
 */
final class Stems {
  private static final int MIN_LETTERS = 2;

  private Stems() {}

  /** The words of {@code maxRetries}, {@code MAX_RETRIES}, {@code HTTPServer2} or a sentence. */
  static List<String> of(String text) {
    var words = new ArrayList<String>();
    for (var part : parts(text)) {
      if (part.length() >= MIN_LETTERS && !Character.isDigit(part.charAt(0))) {
        words.add(stem(part));
      }
    }
    return words;
  }

  /** Split where letters end, where a capital begins a word, and before the last of several. */
  static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (start >= 0 && (!Character.isLetterOrDigit(c) || begins(text, i))) {
        parts.add(text.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
      if (start < 0 && Character.isLetterOrDigit(c)) {
        start = i;
      }
    }
    return parts;
  }

  private static boolean begins(String text, int i) {
    char c = text.charAt(i);
    char before = text.charAt(i - 1);
    if (!Character.isUpperCase(c)) {
      return false;
    }
    boolean endsAcronym =
        i + 1 < text.length()
            && Character.isUpperCase(before)
            && Character.isLowerCase(text.charAt(i + 1));
    return Character.isLowerCase(before) || Character.isDigit(before) || endsAcronym;
  }

  /** The word, in small letters, without its ending. */
  static String stem(String word) {
    var single = singular(word);
    var stem = without(single, "ization", "iz", 3);
    stem = without(stem, "isation", "iz", 3);
    stem = without(stem, "ing", "", 3);
    stem = without(stem, "ed", "", 3);
    stem = without(stem, "er", "", 3);
    stem = without(stem, "tor", "t", 2);
    stem = without(stem, "tion", "t", 2);
    stem = without(stem, "ly", "", 3);
    stem = without(stem, "e", "", 2);
    int last = stem.length() - 1;
    boolean doubled = last >= 3 && stem.charAt(last) == stem.charAt(last - 1);
    return doubled && stem.length() < single.length() ? stem.substring(0, last) : stem;
  }

  private static String singular(String word) {
    if (word.length() <= 3 || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us")) {
      return word;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    boolean hissing = word.matches(".*(?:s|x|z|ch|sh)es");
    return word.substring(0, word.length() - (hissing ? 2 : 1));
  }

  /** Only where enough of the word is left. */
  private static String without(String word, String ending, String instead, int least) {
    return word.endsWith(ending) && word.length() - ending.length() >= least
        ? word.substring(0, word.length() - ending.length()) + instead
        : word;
  }
}
