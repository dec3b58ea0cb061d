package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;

/**
 * One word or sign of Kotlin. Comments are left out, a text literal is one token without its
 * insides.
 *
 * @param text a word without its backticks; a text literal is a single quote
 * @param line from 1
 * @param startsLine whether it is the first on its line
 * @param isName whether it is written in backticks, so that it is no keyword
 */
record KotlinToken(String text, int start, int end, int line, boolean startsLine, boolean isName) {
  static final String LITERAL = "\"";

  /** Reads a whole text; what never closes ends with the text. */
  static List<KotlinToken> read(String source) {
    return new Reader(source).read();
  }

  boolean is(String other) {
    return !isName && text.equals(other);
  }

  boolean isWord() {
    return isName || Character.isJavaIdentifierStart(text.charAt(0));
  }

  /** One pass over the characters. */
  private static final class Reader {
    private final String source;
    private final List<KotlinToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lastLine;

    Reader(String source) {
      this.source = source;
    }

    List<KotlinToken> read() {
      // A script's first line may name its interpreter.
      if (source.startsWith("#!")) {
        skipTo("\n");
      }
      while (at < source.length()) {
        step(source.charAt(at));
      }
      return tokens;
    }

    private void step(char c) {
      if (c == '\n') {
        line++;
        at++;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (source.startsWith("//", at)) {
        skipTo("\n");
      } else if (source.startsWith("/*", at)) {
        skipComment();
      } else if (c == '"' || c == '\'') {
        int start = at;
        int startLine = line;
        skipLiteral(c);
        add(LITERAL, start, startLine, false);
      } else if (c == '`') {
        int close = source.indexOf('`', at + 1);
        int end = close < 0 ? source.length() : close;
        int start = at;
        at = Math.min(source.length(), end + 1);
        add(source.substring(start + 1, end), start, line, true);
      } else if (Character.isJavaIdentifierStart(c)) {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
          at++;
        }
        add(source.substring(start, at), start, line, false);
      } else {
        int length = source.startsWith("->", at) || source.startsWith("::", at) ? 2 : 1;
        at += length;
        add(source.substring(at - length, at), at - length, line, false);
      }
    }

    private void add(String text, int start, int startLine, boolean isName) {
      if (!text.isEmpty()) {
        tokens.add(new KotlinToken(text, start, at, startLine, startLine != lastLine, isName));
        lastLine = startLine;
      }
    }

    private void skipTo(String end) {
      int found = source.indexOf(end, at);
      at = found < 0 ? source.length() : found;
    }

    /** Comments nest. */
    private void skipComment() {
      int depth = 0;
      do {
        if (source.startsWith("/*", at)) {
          depth++;
          at += 2;
        } else if (source.startsWith("*/", at)) {
          depth--;
          at += 2;
        } else {
          next();
        }
      } while (depth > 0 && at < source.length());
    }

    private void next() {
      if (source.charAt(at) == '\n') {
        line++;
      }
      at++;
    }

    private void skipLiteral(char quote) {
      if (source.startsWith("\"\"\"", at)) {
        at += 3;
        while (at < source.length() && !source.startsWith("\"\"\"", at)) {
          skipInside(false);
        }
        while (at < source.length() && source.charAt(at) == '"') {
          at++;
        }
        return;
      }
      at++;
      while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
        skipInside(true);
      }
      if (at < source.length() && source.charAt(at) == quote) {
        at++;
      }
    }

    private void skipInside(boolean hasEscapes) {
      if (hasEscapes && source.charAt(at) == '\\' && at + 1 < source.length()) {
        at++;
        next();
      } else if (source.startsWith("${", at)) {
        skipTemplate();
      } else {
        next();
      }
    }

    /** Code in a text, with texts of its own, however deep. */
    private void skipTemplate() {
      int depth = 0;
      // The dollar sign.
      at++;
      do {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
          skipLiteral(c);
          continue;
        }
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        next();
      } while (depth > 0 && at < source.length());
    }
  }
}
