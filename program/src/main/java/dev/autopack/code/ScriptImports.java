package dev.autopack.code;

import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the modules that a JavaScript or TypeScript file imports, exports on or requires. */
final class ScriptImports {
  private ScriptImports() {}

  static Set<String> read(String source, String code) {
    var names = new LinkedHashSet<String>();
    var cursor = new CodeCursor(source, code);
    while (cursor.next()) {
      char first = cursor.first();
      if ((first != 'i' && first != 'f' && first != 'r') || cursor.before() == '.') {
        continue;
      }
      boolean found =
          switch (cursor.word()) {
            case "from" -> true;
            case "import" -> {
              cursor.accept("(");
              yield true;
            }
            case "require" -> cursor.accept(".resolve(") || cursor.accept("(");
            default -> false;
          };
      if (found) {
        var name = cursor.quoted();
        if (!name.isEmpty() && !name.contains("${")) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
