package dev.autopack.edit;

import java.text.Normalizer;

/** When two lines count as the same, from the strictest to the loosest. */
enum Likeness {
  /** Up to white space at their ends. */
  TRAILING {
    @Override
    boolean same(TextLines a, int i, TextLines b, int j) {
      return sameText(a, a.start(i), beforeTrailing(a, i), b, b.start(j), beforeTrailing(b, j));
    }
  },
  /** Up to white space around them. */
  STRIPPED {
    @Override
    boolean same(TextLines a, int i, TextLines b, int j) {
      return sameText(
          a, afterIndent(a, i), strippedEnd(a, i), b, afterIndent(b, j), strippedEnd(b, j));
    }
  },
  /** The same, and up to how quotes, dashes and accents are typed. */
  TYPED {
    @Override
    boolean same(TextLines a, int i, TextLines b, int j) {
      if (STRIPPED.same(a, i, b, j)) {
        return true;
      }
      var plainA = isAscii(a, i);
      var plainB = isAscii(b, j);
      if (plainA && plainB) {
        return false;
      }
      if (plainA) {
        return isTyped(a, i, b.plain(j));
      }
      return plainB ? isTyped(b, j, a.plain(i)) : a.plain(i).equals(b.plain(j));
    }
  };

  abstract boolean same(TextLines a, int i, TextLines b, int j);

  /** Whether a line of ASCII is, without the space around it, that text. */
  private static boolean isTyped(TextLines lines, int index, String text) {
    var from = afterIndent(lines, index);
    return strippedEnd(lines, index) - from == text.length() && lines.text().startsWith(text, from);
  }

  private static boolean sameText(
      TextLines a, int aFrom, int aTo, TextLines b, int bFrom, int bTo) {
    return aTo - aFrom == bTo - bFrom
        && a.text().regionMatches(aFrom, b.text(), bFrom, aTo - aFrom);
  }

  /** Where the line's first character stands that is no white space; its words' end if none is. */
  static int afterIndent(TextLines lines, int index) {
    var at = lines.start(index);
    var end = lines.wordsEnd(index);
    while (at < end && Character.isWhitespace(lines.text().charAt(at))) {
      at++;
    }
    return at;
  }

  /** Behind the line's last character that is no white space; where the line begins if none is. */
  static int beforeTrailing(TextLines lines, int index) {
    var at = lines.wordsEnd(index);
    while (at > lines.start(index) && Character.isWhitespace(lines.text().charAt(at - 1))) {
      at--;
    }
    return at;
  }

  static int strippedEnd(TextLines lines, int index) {
    return Math.max(afterIndent(lines, index), beforeTrailing(lines, index));
  }

  static boolean isAscii(TextLines lines, int index) {
    var end = lines.wordsEnd(index);
    for (int at = lines.start(index); at < end; at++) {
      if (lines.text().charAt(at) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is one letter or digit: a mark alone tells nothing. */
  static boolean isWord(String text) {
    return text.length() == 1 && Character.isLetterOrDigit(text.charAt(0));
  }

  /** The line as it would be typed on the plainest keyboard, without the space around it. */
  static String plain(String line) {
    var out = new StringBuilder();
    for (char c : Normalizer.normalize(line, Normalizer.Form.NFC).toCharArray()) {
      switch (c) {
        case '\u2018', '\u2019', '\u201a', '\u201b' -> out.append('\'');
        case '\u201c', '\u201d', '\u201e', '\u201f' -> out.append('"');
        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' ->
            out.append('-');
        case '\u2026' -> out.append("...");
        case '\u00a0', '\u2002', '\u2003', '\u2007', '\u2009', '\u200a', '\u202f', '\u3000' ->
            out.append(' ');
        case '\u200b', '\ufeff' -> {}
        default -> out.append(c);
      }
    }
    return out.toString().strip();
  }
}
