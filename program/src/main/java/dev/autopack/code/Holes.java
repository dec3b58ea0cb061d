package dev.autopack.code;

import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the code in the holes of a source's literals, by what its language lets stand there. */
final class Holes {
  /** What may follow an expression in a hole of Python: how it is to be shown. */
  private static final Pattern CONVERSION = Pattern.compile("![rsa]$");

  private final Language language;
  private final String source;
  private final String mask;
  private final NamedWords.Each each;

  private Holes(Language language, String source, String mask, NamedWords.Each each) {
    this.language = language;
    this.source = source;
    this.mask = mask;
    this.each = each;
  }

  /**
   * Gives the stretches of code.
   *
   * @param mask the same source as {@link MaskedText} gives it
   */
  static void each(Language language, String source, String mask, NamedWords.Each each) {
    switch (language) {
      case JAVA, GO, C, CPP -> {}
      case KOTLIN, PYTHON, JAVASCRIPT, TYPESCRIPT, RUST, CSHARP ->
          new Holes(language, source, mask, each).literals();
    }
  }

  /** The inside of a literal is blank in the mask, and its quotes are not. */
  private void literals() {
    int at = 0;
    while (at < mask.length()) {
      char quote = mask.charAt(at);
      if (quote != '"' && quote != '\'' && quote != '`') {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < mask.length() && Character.isWhitespace(mask.charAt(end))) {
        end++;
      }
      if (end == mask.length() || mask.charAt(end) != quote) {
        at++;
        continue;
      }
      if (end - at > 2 && hasHoles(at)) {
        holes(at + 1, end);
      }
      at = end + 1;
    }
  }

  private boolean hasHoles(int quote) {
    return switch (language) {
      case JAVASCRIPT, TYPESCRIPT -> mask.charAt(quote) == '`';
      case PYTHON -> prefix(quote).toLowerCase(Locale.ROOT).matches("[rbu]?[ft][rb]?");
      case CSHARP -> prefix(quote).contains("$");
      case KOTLIN, RUST -> mask.charAt(quote) == '"';
      case JAVA, GO, C, CPP -> false;
    };
  }

  /** What stands right in front of the quotes. */
  private String prefix(int quote) {
    int end = quote;
    while (end > 0 && mask.charAt(end - 1) == mask.charAt(quote)) {
      end--;
    }
    int start = end;
    while (start > 0 && isPrefix(mask.charAt(start - 1))) {
      start--;
    }
    return mask.substring(start, end);
  }

  private static boolean isPrefix(char c) {
    return Character.isJavaIdentifierPart(c) || c == '@';
  }

  private void holes(int start, int end) {
    boolean isMarked = language != Language.PYTHON && isDollar();
    int at = start;
    while (at < end) {
      char c = source.charAt(at);
      if (c == '\\' && language != Language.RUST) {
        at += 2;
      } else if (isMarked && c == '$' && at + 1 < end) {
        at = marked(at + 1, end);
      } else if (!isMarked && c == '{') {
        at = plain(at, end);
      } else {
        at++;
      }
    }
  }

  /** Whether a hole begins with a dollar, and not with a brace alone. */
  private boolean isDollar() {
    return switch (language) {
      case KOTLIN, JAVASCRIPT, TYPESCRIPT -> true;
      default -> false;
    };
  }

  /** Behind a dollar: a hole in braces, or in Kotlin a name. */
  private int marked(int at, int end) {
    if (source.charAt(at) == '{') {
      int close = close(at, end);
      each.word(at + 1, close);
      return close + 1;
    }
    int name = at;
    while (language == Language.KOTLIN
        && name < end
        && Character.isJavaIdentifierPart(source.charAt(name))) {
      name++;
    }
    if (name > at) {
      each.word(at, name);
    }
    return name;
  }

  /** At a brace, which twice is a brace of the text. */
  private int plain(int at, int end) {
    if (at + 1 < end && source.charAt(at + 1) == '{') {
      return at + 2;
    }
    int close = close(at, end);
    each.word(at + 1, at + 1 + expression(source.substring(at + 1, close)));
    return close + 1;
  }

  /** How long the expression in a hole is: a colon outside brackets begins how it is shown. */
  private static int expression(String hole) {
    int depth = 0;
    for (int i = 0; i < hole.length(); i++) {
      switch (hole.charAt(i)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case ':' -> {
          if (depth == 0) {
            return withoutConversion(hole.substring(0, i));
          }
        }
        default -> {}
      }
    }
    return withoutConversion(hole);
  }

  private static int withoutConversion(String expression) {
    var found = CONVERSION.matcher(expression);
    return found.find() ? found.start() : expression.length();
  }

  private int close(int open, int end) {
    int depth = 0;
    for (int i = open; i < end; i++) {
      char c = source.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return end;
  }
}
