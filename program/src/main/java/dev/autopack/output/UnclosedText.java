package dev.autopack.output;

/**
 * A text of JSON whose closing quote has not come yet, and what its inner quotes look like.
 *
 * <p>Quotes inside a text that nobody escaped are kept where they leave no doubt: they come in
 * pairs, the first of each looking like an opening one. An apostrophe between letters and an inch
 * sign behind a digit stand alone.
 */
final class UnclosedText {
  private final StringBuilder chars = new StringBuilder();
  private char quote;
  private ClosingQuote.Role role = ClosingQuote.Role.NAME;
  private int rawBreak;
  private int unescaped;
  private int paired;
  private boolean inDoubt;
  private int nested;
  private int nestedUpTo;
  private boolean drive;
  private boolean otherEscape;
  private boolean letterEscape;

  /** Begins a new text. */
  void open(char with, ClosingQuote.Role as) {
    chars.setLength(0);
    quote = with;
    role = as;
    rawBreak = -1;
    unescaped = 0;
    paired = 0;
    inDoubt = false;
    nested = 0;
    nestedUpTo = 0;
    drive = false;
    otherEscape = false;
    letterEscape = false;
  }

  ClosingQuote.Role role() {
    return role;
  }

  boolean isName() {
    return role == ClosingQuote.Role.NAME;
  }

  boolean isEmpty() {
    return chars.isEmpty();
  }

  /** The text so far. */
  String value() {
    return chars.toString();
  }

  /** Takes note of a raw line break that comes next; the two characters of CRLF are one. */
  void noteRawBreak(char c) {
    var same = c == '\n' && rawBreak >= 0 && rawBreak == chars.length() - 1;
    rawBreak = same ? rawBreak : chars.length();
  }

  boolean hasRawBreak() {
    return rawBreak >= 0;
  }

  /** The text before its last raw line break. */
  String beforeRawBreak() {
    return chars.substring(0, rawBreak);
  }

  void append(char c) {
    chars.append(c);
  }

  void append(String text, int from, int to) {
    chars.append(text, from, to);
  }

  /** Whether the character may be the closing quote. */
  boolean mayBeClosedBy(char c) {
    return JsonChars.closes(quote, c);
  }

  /** Where the run of characters ends that can neither close the text nor need a repair. */
  int plainUpTo(String text, int from) {
    var doubled = quote == '"' || quote == '\'';
    var at = from;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == quote || c == '\\' || c < ' ' || (!doubled && mayBeClosedBy(c))) {
        break;
      }
      at++;
    }
    return at;
  }

  /**
   * Begins to look past a quote.
   *
   * @param bareNames whether names around here come without quotes
   */
  ClosingQuote lookPast(boolean bareNames) {
    return new ClosingQuote(role, unescaped == 0, bareNames);
  }

  /** Whether quotes inside were kept that should have been escaped. */
  boolean hasUnescaped() {
    return unescaped > 0;
  }

  /** An escaped quote: it pairs with those that are not. */
  void escapedQuote(char c) {
    if (mayBeClosedBy(c)) {
      paired++;
    }
    chars.append(c);
  }

  /** An escape that is one letter of JSON's own and could be a backslash and a letter. */
  void letterEscape(char meant) {
    letterEscape = true;
    noteDrive();
    chars.append(meant);
  }

  /** A backslash that begins no escape and stands for itself. */
  void loneBackslash(char next) {
    otherEscape = true;
    noteDrive();
    chars.append('\\').append(next);
  }

  /** "C:" before a backslash: then other backslashes may be meant as such too. */
  private void noteDrive() {
    var end = chars.length();
    drive |=
        end >= 2
            && chars.charAt(end - 1) == ':'
            && Character.isLetter(chars.charAt(end - 2))
            && (end == 2 || !Character.isLetterOrDigit(chars.charAt(end - 3)));
  }

  /** Keeps a quote that is not the closing one. */
  void keep(char c, char next) {
    unescaped++;
    var before = chars.isEmpty() ? ' ' : chars.charAt(chars.length() - 1);
    chars.append(c);
    if (standsAlone(c, before, next)) {
      return;
    }
    var opens = paired % 2 == 0;
    inDoubt |= opens ? looksClosing(before, next) : looksOpening(before, next);
    paired++;
  }

  private boolean standsAlone(char c, char before, char next) {
    if (Character.isLetterOrDigit(before) && Character.isLetterOrDigit(next)) {
      return true;
    }
    if (paired % 2 != 0) {
      return false;
    }
    var possessive = c != '"' && before == 's' && next == ' ';
    return possessive || (c == '"' && Character.isDigit(before));
  }

  private static boolean looksClosing(char before, char next) {
    var endsWord = !Character.isWhitespace(before) && "([{=:,\"'".indexOf(before) < 0;
    if (next == '\n' || next == '\r') {
      return true;
    }
    return endsWord && (Character.isWhitespace(next) || ",.;:!?)]}\"'".indexOf(next) >= 0);
  }

  private static boolean looksOpening(char before, char next) {
    return Character.isWhitespace(before) && Character.isLetterOrDigit(next);
  }

  /** Whether a quote that may be the closing one leaves an inner one without its partner. */
  boolean isUnpaired() {
    return unescaped > 0 && paired % 2 != 0;
  }

  /** Whether brackets are open that the text itself holds. */
  boolean isNested() {
    for (; nestedUpTo < chars.length(); nestedUpTo++) {
      switch (chars.charAt(nestedUpTo)) {
        case '{', '[' -> nested++;
        case '}', ']' -> nested = Math.max(0, nested - 1);
        default -> {}
      }
    }
    return nested > 0;
  }

  /** Whether what the text says is in doubt, now that it is closed. */
  boolean isInDoubt() {
    return (inDoubt && unescaped > 0) || (drive && otherEscape && letterEscape);
  }
}
