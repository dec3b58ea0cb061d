package dev.autopack.code;

import java.util.List;

/**
 * Reads the names a source file imports, as its language writes them: {@code a.b.C} and {@code
 * a.b.*} in Java and Kotlin, {@code .x.y} in Python (a from-import gives both the module and what
 * is taken of it), the quoted text in JavaScript and Go, {@code crate::a::b} in Rust, where {@code
 * mod x;} is {@code self::x}, the namespace in C#, and in C the file's name, in angle brackets
 * where it stands in such.
 *
 * <p>A light lexer, not a parser: comments and strings are never imports, and a file that does not
 * compile still has imports.
 */
public final class ImportReader {
  private ImportReader() {}

  /** In the order they stand in, without doubles. */
  public static List<String> imports(Language language, String source) {
    return SourceFacts.of(language, source).imports();
  }
}
