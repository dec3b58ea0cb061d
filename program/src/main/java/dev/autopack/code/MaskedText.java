package dev.autopack.code;

/**
 * A source text with its comments and the insides of its literals blanked, every character at its
 * old place: what a search finds here is code, and its offsets hold in the source.
 *
 * <p>Linear, and tolerant: a literal that never closes ends with its line where the language says
 * so, else with the file.
 */
final class MaskedText {
  private final Language language;
  private final String source;
  private final char[] out;
  private int at;

  /** The last character of code that is not a space; decides whether a slash opens a pattern. */
  private char before = '\n';

  private MaskedText(Language language, String source) {
    this.language = language;
    this.source = source;
    this.out = source.toCharArray();
  }

  static String of(Language language, String source) {
    return new MaskedText(language, source).mask();
  }

  private String mask() {
    while (at < out.length) {
      if (!isPlain(out[at]) && (comment() || literal())) {
        continue;
      }

      if (!Character.isWhitespace(out[at])) {
        before = out[at];
      }
      at++;
    }
    return new String(out);
  }

  /** Whether a character surely begins neither a comment nor a literal. */
  private static boolean isPlain(char c) {
    return switch (c) {
      case '/', '#', '"', '\'', '`', 'r' -> false;
      default -> true;
    };
  }

  private boolean comment() {
    if (language == Language.PYTHON) {
      return starts("#") && blankTo(lineEnd(at));
    }
    if (starts("//")) {
      return blankTo(lineEnd(at));
    }
    return starts("/*") && blankTo(blockEnd());
  }

  private int blockEnd() {
    int depth = 0;
    for (int i = at; i < source.length(); i++) {
      if (source.startsWith("/*", i) && (depth == 0 || language == Language.RUST)) {
        depth++;
        i++;
      } else if (source.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return source.length();
  }

  private boolean literal() {
    return switch (language) {
      case JAVA -> tripled("\"\"\"") || quoted('"', true) || quoted('\'', true);
      case PYTHON -> tripled("\"\"\"") || tripled("'''") || quoted('"', true) || quoted('\'', true);
      case JAVASCRIPT, TYPESCRIPT ->
          quoted('"', true) || quoted('\'', true) || quoted('`', false) || pattern();
      case GO -> quoted('"', true) || quoted('\'', true) || raw("`", "`");
      case RUST -> rawRust() || quoted('"', false) || character();
    };
  }

  private boolean tripled(String quote) {
    if (!starts(quote)) {
      return false;
    }
    int i = at + 3;
    while (i < source.length() && !source.startsWith(quote, i)) {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return blankInside(3, i, 3);
  }

  private boolean quoted(char quote, boolean endsWithItsLine) {
    if (source.charAt(at) != quote) {
      return false;
    }
    int i = at + 1;
    while (i < source.length() && source.charAt(i) != quote) {
      if (endsWithItsLine && source.charAt(i) == '\n') {
        return blankInside(1, i, 0);
      }
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return blankInside(1, i, 1);
  }

  private boolean raw(String opens, String closes) {
    if (!starts(opens)) {
      return false;
    }
    int end = source.indexOf(closes, at + opens.length());
    return blankInside(opens.length(), end < 0 ? source.length() : end, closes.length());
  }

  private boolean rawRust() {
    if (source.charAt(at) != 'r' || isInsideWord(at)) {
      return false;
    }
    int hashes = at + 1;
    while (hashes < source.length() && source.charAt(hashes) == '#') {
      hashes++;
    }
    if (hashes >= source.length() || source.charAt(hashes) != '"') {
      return false;
    }
    return raw(source.substring(at, hashes + 1), "\"" + "#".repeat(hashes - at - 1));
  }

  /** Whether the word at this place began earlier; the byte prefix in {@code br"…"} is none. */
  private boolean isInsideWord(int place) {
    int start = place > 0 && source.charAt(place - 1) == 'b' ? place - 1 : place;
    return start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1));
  }

  /** A Rust character, told from a lifetime by its closing quote. */
  private boolean character() {
    if (source.charAt(at) != '\'' || at + 2 >= source.length()) {
      return false;
    }
    if (source.charAt(at + 1) == '\\') {
      return quoted('\'', true);
    }
    int width = Character.charCount(source.codePointAt(at + 1));
    int end = at + 1 + width;
    return end < source.length() && source.charAt(end) == '\'' && blankInside(1, end, 1);
  }

  /** A pattern between slashes, where a division cannot stand. */
  private boolean pattern() {
    if (source.charAt(at) != '/' || "(,=:[!&|?{};+-*%<>~^\n".indexOf(before) < 0) {
      return false;
    }
    boolean inClass = false;
    int i = at + 1;
    while (i < source.length() && (inClass || source.charAt(i) != '/')) {
      char c = source.charAt(i);
      if (c == '\n') {
        return false;
      }
      inClass = c == '[' || (inClass && c != ']');
      i += c == '\\' ? 2 : 1;
    }
    return blankInside(1, i, 1);
  }

  private boolean blankInside(int opening, int end, int closing) {
    blank(at + opening, end);
    before = '"';
    at = Math.min(out.length, Math.min(end, out.length) + closing);
    return true;
  }

  private boolean blankTo(int end) {
    blank(at, end);
    at = end;
    return true;
  }

  private void blank(int from, int to) {
    for (int i = from; i < Math.min(to, out.length); i++) {
      if (out[i] != '\n' && out[i] != '\r') {
        out[i] = ' ';
      }
    }
  }

  private boolean starts(String text) {
    return source.startsWith(text, at);
  }

  private int lineEnd(int from) {
    int end = source.indexOf('\n', from);
    return end < 0 ? source.length() : end;
  }
}
