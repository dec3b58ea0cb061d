package dev.autopack.code;

import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the imports of a Python file, wherever a statement may stand. */
final class PythonImports {
  private final String code;
  private final Set<String> names = new LinkedHashSet<>();
  private int at;

  private PythonImports(String code) {
    this.code = code;
  }

  static Set<String> read(String code) {
    // The same length, so a line that goes on is one line.
    var reader = new PythonImports(code.replace("\\\r\n", "   ").replace("\\\n", "  "));
    reader.read();
    return reader.names;
  }

  private void read() {
    boolean begins = true;
    while (at < code.length()) {
      char c = code.charAt(at);
      if (begins && (c == 'i' || c == 'f') && statement()) {
        begins = false;
        continue;
      }
      // Behind a colon a short block begins, as in "try: import x".
      begins =
          switch (c) {
            case '\n', ';', ':' -> true;
            case ' ', '\t', '\r', '\f' -> begins;
            default -> false;
          };
      at++;
    }
  }

  private boolean statement() {
    if (acceptWord("import")) {
      list("", false);
      return true;
    }
    int start = at;
    if (!acceptWord("from")) {
      return false;
    }
    var module = module();
    if (module.isEmpty() || !acceptWord("import")) {
      at = start;
      return false;
    }
    if (!module.chars().allMatch(c -> c == '.')) {
      names.add(module);
    }
    skipBlanks();
    boolean inside = at < code.length() && code.charAt(at) == '(';
    if (inside) {
      at++;
    }
    list(module, inside);
    return true;
  }

  /** {@code a as b, c}, up to the end of the statement. */
  private void list(String module, boolean inside) {
    var joint = module.isEmpty() || module.endsWith(".") ? "" : ".";
    while (true) {
      skip(inside);
      var name = module.isEmpty() ? module() : at < code.length() ? taken() : "";
      if (name.isEmpty()) {
        return;
      }
      names.add(name.equals("*") ? module : module + joint + name);
      skip(inside);
      if (acceptWord("as")) {
        skip(inside);
        taken();
        skip(inside);
      }
      if (at >= code.length() || code.charAt(at) != ',') {
        return;
      }
      at++;
    }
  }

  private String taken() {
    int start = at;
    if (code.charAt(at) == '*') {
      at++;
    } else {
      word();
    }
    return code.substring(start, at);
  }

  /** Dots and names, blanks between them left out. */
  private String module() {
    var name = new StringBuilder();
    boolean joined = true;
    while (true) {
      skipBlanks();
      if (at < code.length() && code.charAt(at) == '.') {
        name.append('.');
        at++;
        joined = true;
        continue;
      }
      int start = at;
      if (joined && !isWord("import")) {
        word();
      }
      if (at == start) {
        return name.toString();
      }
      name.append(code, start, at);
      joined = false;
    }
  }

  private boolean acceptWord(String word) {
    skipBlanks();
    if (!isWord(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private boolean isWord(String word) {
    int end = at + word.length();
    return code.startsWith(word, at)
        && (end == code.length() || !Character.isJavaIdentifierPart(code.charAt(end)));
  }

  private void word() {
    while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
      at++;
    }
  }

  private void skip(boolean inside) {
    skipBlanks();
    while (inside && at < code.length() && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
  }

  private void skipBlanks() {
    while (at < code.length() && (code.charAt(at) == ' ' || code.charAt(at) == '\t')) {
      at++;
    }
  }
}
