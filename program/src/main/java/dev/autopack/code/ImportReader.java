package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the names a source file imports, as its language writes them: {@code a.b.C} and {@code
 * a.b.*} in Java, {@code .x.y} in Python (a from-import gives both the module and what is taken of
 * it), the quoted text in JavaScript and Go, {@code crate::a::b} in Rust, where {@code mod x;} is
 * {@code self::x}.
 *
 * <p>A light lexer, not a parser: comments and strings are never imports, and a file that does not
 * compile still has imports.
 */
public final class ImportReader {
  private static final Pattern JAVA =
      Pattern.compile("\\bimport\\s+(?:static\\s+)?([\\p{L}\\p{N}_$.]+(?:\\.\\*)?)\\s*;");
  private static final Pattern PYTHON_FROM =
      Pattern.compile(
          "(?m)(?:^|;)[ \\t]*from[ \\t]*(\\.*[ \\t]*[\\w.]*)[ \\t]+import\\b[ \\t]*(\\([^)]*\\)|[^\\n;]*)");
  private static final Pattern PYTHON_IMPORT =
      Pattern.compile("(?m)(?:^|;)[ \\t]*import[ \\t]+([^\\n;]*)");
  private static final Pattern SCRIPT =
      Pattern.compile("\\b(?:from|import|require)\\s*\\(?\\s*([\"'])([^\"'\\n]*)\\1");
  private static final Pattern GO_IMPORT =
      Pattern.compile("\\bimport\\s*(\\([^)]*\\)|(?:[\\w.]+[ \\t]+)?[\"`][^\"`\\n]*[\"`])");
  private static final Pattern GO_QUOTED = Pattern.compile("[\"`]([^\"`\\n]*)[\"`]");
  private static final Pattern RUST_MODULE = Pattern.compile("\\bmod\\s+(?:r#)?(\\w+)\\s*;");
  private static final Pattern RUST_USE = Pattern.compile("\\buse\\s+([^;]+);");

  private ImportReader() {}

  /** In the order they stand in, without doubles. */
  public static List<String> imports(Language language, String source) {
    return imports(language, source, MaskedText.of(language, source));
  }

  /**
   * The same, for a text that is masked already.
   *
   * @param code the source with its comments and literals blanked
   */
  static List<String> imports(Language language, String source, String code) {
    var names =
        switch (language) {
          case JAVA -> java(code);
          case PYTHON -> python(code.replace("\\\r\n", "   ").replace("\\\n", "  "));
          case JAVASCRIPT, TYPESCRIPT -> script(code, source);
          case GO -> go(code, source);
          case RUST -> rust(code);
          case KOTLIN, CSHARP, C, CPP -> List.<String>of();
        };
    return names.stream().distinct().toList();
  }

  private static List<String> java(String code) {
    return JAVA.matcher(code).results().map(found -> found.group(1)).toList();
  }

  private static List<String> python(String code) {
    var names = new ArrayList<String>();
    PYTHON_FROM
        .matcher(code)
        .results()
        .forEach(found -> {
          var module = found.group(1).replaceAll("\\s", "");
          if (!module.matches("\\.*")) {
            names.add(module);
          }
          var joint = module.endsWith(".") ? "" : ".";
          for (var part : listed(found.group(2).replaceAll("[()]", ""))) {
            names.add(part.equals("*") ? module : module + joint + part);
          }
        });
    PYTHON_IMPORT.matcher(code).results().forEach(found -> names.addAll(listed(found.group(1))));
    return names;
  }

  /** The names of {@code a as b, c}. */
  private static List<String> listed(String text) {
    var names = new ArrayList<String>();
    for (var part : text.split(",", -1)) {
      var name = part.strip().split("\\s", -1)[0];
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<String> script(String code, String source) {
    return SCRIPT
        .matcher(code)
        .results()
        .map(found -> source.substring(found.start(2), found.end(2)))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static List<String> go(String code, String source) {
    var names = new ArrayList<String>();
    GO_IMPORT
        .matcher(code)
        .results()
        .forEach(found -> {
          var quoted = GO_QUOTED.matcher(code).region(found.start(1), found.end(1));
          while (quoted.find()) {
            names.add(source.substring(quoted.start(1), quoted.end(1)));
          }
        });
    return names;
  }

  private static List<String> rust(String code) {
    var names = new ArrayList<String>();
    RUST_MODULE.matcher(code).results().forEach(found -> names.add("self::" + found.group(1)));
    RUST_USE.matcher(code).results().forEach(found -> addUses("", found.group(1), names));
    return names;
  }

  /** Unfolds {@code a::{b, c::{d, self}}} into one name each. */
  private static void addUses(String prefix, String tree, List<String> names) {
    var text = tree.strip();
    var brace = text.indexOf('{');
    if (brace < 0) {
      var name = (prefix + text.split("\\s", 2)[0]).replaceAll("::(\\*|self)$", "");
      if (!name.isEmpty()) {
        names.add(name.startsWith("::") ? name.substring(2) : name);
      }
      return;
    }
    var inner = text.substring(brace + 1, Math.max(brace + 1, text.lastIndexOf('}')));
    for (var part : topLevel(inner)) {
      if (!part.isBlank()) {
        addUses(prefix + text.substring(0, brace).strip(), part, names);
      }
    }
  }

  private static List<String> topLevel(String inner) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inner.length(); i++) {
      switch (inner.charAt(i)) {
        case '{' -> depth++;
        case '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(inner.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(inner.substring(start));
    return parts;
  }
}
