package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.regex.Pattern;

/**
 * Finds the words that a source text names: outside its comments and literals, and in the holes of
 * its literals, {@code f"{here}"}. Keywords are words too. Of a component ({@code .vue}, {@code
 * .svelte}) also every word of its template counts.
 */
final class NamedWords {
  /** What of a component's template is never shown or called. */
  private static final Pattern NO_TEMPLATE =
      Pattern.compile("(?is)<!--.*?(?:-->|\\z)|<style\\b.*?(?:</style|\\z)");

  private final Each each;

  /** Who wants the words. */
  @FunctionalInterface
  interface Each {
    /** A word from one offset of the source up to another. */
    void word(int start, int end);
  }

  private NamedWords(Each each) {
    this.each = each;
  }

  /** Each word once. */
  static Words in(RepoPath path, String source) {
    var words = new Words.Gathering();
    each(path, source, (start, end) -> words.add(source.substring(start, end)));
    return words.words();
  }

  /** In no order. */
  static void each(RepoPath path, String source, Each each) {
    var extension = path.extension();
    var words = new NamedWords(each);
    var language = Language.of(path).orElseThrow();
    if (extension.equals("vue") || extension.equals("svelte")) {
      var scripts = Scripts.in(source);
      words.code(language, scripts, 0);
      words.scan(template(source, scripts), 0);
    } else {
      words.code(language, source, 0);
    }
  }

  private static String template(String source, String scripts) {
    var template = new StringBuilder(source);
    for (int i = 0; i < source.length(); i++) {
      if (!Character.isWhitespace(scripts.charAt(i))) {
        template.setCharAt(i, ' ');
      }
    }
    return NO_TEMPLATE.matcher(template).replaceAll(it -> " ".repeat(it.end() - it.start()));
  }

  private void code(Language language, String text, int offset) {
    var mask = MaskedText.of(language, text);
    scan(mask, offset);
    Holes.each(
        language,
        text,
        mask,
        (start, end) -> code(language, text.substring(start, end), offset + start));
  }

  private void scan(String text, int offset) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!Character.isJavaIdentifierPart(c)) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      if (Character.isJavaIdentifierStart(c)) {
        each.word(offset + at, offset + end);
      }
      at = end;
    }
  }
}
