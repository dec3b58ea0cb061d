package dev.autopack.code;

/**
 * A source text with its comments and the insides of its literals blanked, every character at its
 * old place: what a search finds here is code, and its offsets hold in the source.
 *
 * <p>Linear, and tolerant: a literal that never closes ends with its line where the language says
 * so, else with the file. What stands in the holes of a text ({@code "${here}"}) is blanked too.
 */
final class MaskedText {
  /** Longer patterns between slashes are none; a bound on looking ahead in vain. */
  private static final int MAX_PATTERN = 2_000;

  private final Language language;
  private final String source;
  private final char[] out;
  private final Literals literals;
  private int at;

  /** The last character of code that is not a space; decides whether a slash opens a pattern. */
  private char before = '\n';

  private MaskedText(Language language, String source) {
    this.language = language;
    this.source = source;
    this.out = source.toCharArray();
    this.literals = new Literals(source);
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
      case '/', '#', '"', '\'', '`', 'r', 'R', '@', '$' -> false;
      default -> true;
    };
  }

  private boolean comment() {
    if (language == Language.PYTHON) {
      return starts("#") && blankTo(literals.lineEnd(at));
    }
    if (starts("//")) {
      return blankTo(literals.lineEnd(at));
    }
    return starts("/*") && blankTo(blockEnd());
  }

  private int blockEnd() {
    boolean nests = language == Language.RUST || language == Language.KOTLIN;
    int depth = 0;
    for (int i = at; i < source.length(); i++) {
      if (source.startsWith("/*", i) && (depth == 0 || nests)) {
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
    char c = out[at];
    return switch (language) {
      case JAVA -> tripled("\"\"\"") || (isQuote(c) && line(c));
      case KOTLIN -> kotlin(c);
      case PYTHON -> tripled("\"\"\"") || tripled("'''") || (isQuote(c) && line(c));
      case JAVASCRIPT, TYPESCRIPT ->
          switch (c) {
            case '"', '\'' -> line(c);
            case '`' -> text(1, literals.withHoles(at + 1, "`", "${"), 1);
            default -> pattern();
          };
      case GO -> c == '`' ? text(1, literals.find("`", at + 1), 1) : isQuote(c) && line(c);
      case RUST ->
          rawRust() || (c == '"' && text(1, literals.escaped(at + 1, c), 1)) || character();
      case CSHARP -> csharp(c);
      case C, CPP -> rawCpp() || (c == '"' && line(c)) || (c == '\'' && !inNumber() && line(c));
    };
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private boolean tripled(String quote) {
    return starts(quote) && text(3, literals.escapedTo(at + 3, quote), 3);
  }

  /** A literal that ends with its line at the latest. */
  private boolean line(char quote) {
    int end = literals.escapedOnLine(at + 1, quote);
    return text(1, end, literals.is(quote, end) ? 1 : 0);
  }

  private boolean kotlin(char c) {
    if (starts("\"\"\"")) {
      int end = literals.withHoles(at + 3, "\"\"\"", "${");
      // A text may end in quotes of its own.
      while (literals.is('"', end + 3)) {
        end++;
      }
      return text(3, end, 3);
    }
    return switch (c) {
      case '"' -> text(1, literals.withHolesOnLine(at + 1, '"', "${"), 1);
      case '\'' -> line(c);
      default -> false;
    };
  }

  private boolean csharp(char c) {
    int quote = at;
    boolean verbatim = false;
    boolean holes = false;
    while (quote < out.length && (out[quote] == '$' || out[quote] == '@')) {
      verbatim |= out[quote] == '@';
      holes |= out[quote] == '$';
      quote++;
    }
    if (!literals.is('"', quote)) {
      return c == '\'' && line(c);
    }
    int opening = quote - at + 1;
    int quotes = literals.run('"', quote);
    if (quotes >= 3) {
      var closing = "\"".repeat(quotes);
      return text(quote - at + quotes, literals.find(closing, quote + quotes), quotes);
    }
    if (verbatim) {
      return text(opening, literals.doubled(quote + 1, '"'), 1);
    }
    int end =
        holes
            ? literals.withHolesOnLine(quote + 1, '"', "{")
            : literals.escapedOnLine(quote + 1, '"');
    return text(opening, end, literals.is('"', end) ? 1 : 0);
  }

  private boolean rawRust() {
    if (source.charAt(at) != 'r' || isInsideWord(at)) {
      return false;
    }
    int hashes = literals.run('#', at + 1);
    if (!literals.is('"', at + 1 + hashes)) {
      return false;
    }
    return text(hashes + 2, literals.find("\"" + "#".repeat(hashes), at + hashes + 2), hashes + 1);
  }

  /** {@code R"delimiter(…)delimiter"}. */
  private boolean rawCpp() {
    if (!starts("R\"") || isInsideWord(at)) {
      return false;
    }
    int open = at + 2;
    // The language allows 16.
    while (open < out.length && open < at + 19 && out[open] != '(' && out[open] != '\n') {
      open++;
    }
    if (!literals.is('(', open)) {
      return false;
    }
    var closing = ")" + source.substring(at + 2, open) + "\"";
    return text(open + 1 - at, literals.find(closing, open + 1), closing.length());
  }

  /** Whether the word at this place began earlier; a prefix as in {@code br"…"} is none. */
  private boolean isInsideWord(int place) {
    int start = place;
    while (start > 0 && place - start < 2 && "bcuUL8".indexOf(source.charAt(start - 1)) >= 0) {
      start--;
    }
    return start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1));
  }

  /** Whether the quote at this place only parts digits: {@code 1'000}. */
  private boolean inNumber() {
    return at > 0
        && Character.digit(source.charAt(at - 1), 16) >= 0
        && at + 1 < out.length
        && Character.digit(source.charAt(at + 1), 16) >= 0
        && !literals.is('\'', at + 2);
  }

  /** A Rust character, told from a lifetime by its closing quote. */
  private boolean character() {
    if (source.charAt(at) != '\'' || at + 2 >= source.length()) {
      return false;
    }
    if (source.charAt(at + 1) == '\\') {
      return line('\'');
    }
    int width = Character.charCount(source.codePointAt(at + 1));
    int end = at + 1 + width;
    return literals.is('\'', end) && text(1, end, 1);
  }

  /** A pattern between slashes, where a division cannot stand. */
  private boolean pattern() {
    if (source.charAt(at) != '/' || !mayBeginPattern()) {
      return false;
    }
    boolean inClass = false;
    int i = at + 1;
    int limit = Math.min(source.length(), at + MAX_PATTERN);
    while (i < limit && (inClass || source.charAt(i) != '/')) {
      char c = source.charAt(i);
      if (c == '\n') {
        return false;
      }
      inClass = c == '[' || (inClass && c != ']');
      i += c == '\\' ? 2 : 1;
    }
    return literals.is('/', i) && text(1, i, 1);
  }

  private boolean mayBeginPattern() {
    if (!Character.isJavaIdentifierPart(before)) {
      return "(,=:[!&|?{};+-*%>~^\n".indexOf(before) >= 0;
    }
    int end = at;
    while (end > 0 && Character.isWhitespace(out[end - 1])) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < 11 && Character.isJavaIdentifierPart(out[start - 1])) {
      start--;
    }
    return switch (source.substring(start, end)) {
      case "return", "typeof", "case", "in", "of", "void", "delete", "throw", "yield", "await" ->
          true;
      default -> false;
    };
  }

  /** Blanks what lies between the opening at this place and its end, and goes behind both. */
  private boolean text(int opening, int end, int closing) {
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
}
