package dev.autopack.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a Kotlin file for the graph. An extension is defined and named with a dot before it, since
 * nothing else is called behind one without its file being known.
 */
final class KotlinImports {
  private final CodeCursor cursor;
  private final Set<String> imports = new LinkedHashSet<>();
  private final List<String> definitions = new ArrayList<>();
  private final Words.Gathering words = new Words.Gathering();
  private String unit = "";

  KotlinImports(String source, String code) {
    // A name in back quotes is a name.
    this.cursor = new CodeCursor(source, code.replace('`', '_'));
  }

  SourceFacts read() {
    while (cursor.next()) {
      var word = cursor.word();
      if (cursor.before() == '.') {
        words.add("." + word);
      } else if (cursor.depth() > 0 || cursor.parentheses() > 0) {
        words.add(word);
      } else {
        top(word);
      }
    }
    return new SourceFacts(unit, List.copyOf(imports), definitions, words.words());
  }

  private void top(String word) {
    boolean begins = cursor.isFirstOnLine() || cursor.before() == ';';
    switch (word) {
      case "package" -> {
        if (begins && unit.isEmpty()) {
          unit = cursor.joined(".");
        } else {
          words.add(word);
        }
      }
      case "import" -> {
        if (begins) {
          imports.add(cursor.joined("."));
        }
      }
      case "class", "interface", "object", "typealias" -> define(cursor.name());
      // A functional interface begins alike.
      case "fun" -> define(cursor.acceptWord("interface") ? cursor.name() : cursor.upTo("({=\n"));
      case "val", "var" -> define(cursor.upTo(":={\n"));
      default -> words.add(word);
    }
  }

  /** The last name of {@code <T> Map<T, *>.name}. */
  private void define(String head) {
    int angle = 0;
    int start = 0;
    boolean extension = false;
    for (int i = 0; i < head.length(); i++) {
      switch (head.charAt(i)) {
        case '<' -> angle++;
        case '>' -> {
          angle--;
          start = i + 1;
        }
        case '.' -> {
          if (angle == 0) {
            extension = true;
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    var name = head.substring(Math.min(start, head.length())).strip().split("\\s", 2)[0];
    if (!name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0))) {
      definitions.add(extension ? "." + name : name);
    }
  }
}
