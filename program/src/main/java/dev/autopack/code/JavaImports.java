package dev.autopack.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a Java file for the graph: its imports and the types it names with their package, the types
 * it defines, and the words that may be types of its own package.
 */
final class JavaImports {
  private final CodeCursor cursor;
  private final Set<String> imports = new LinkedHashSet<>();
  private final List<String> definitions = new ArrayList<>();
  private final Words.Gathering words = new Words.Gathering();
  private String unit = "";

  JavaImports(String source, String code) {
    this.cursor = new CodeCursor(source, code);
  }

  SourceFacts read() {
    while (cursor.next()) {
      // What follows a dot is named through what stands before it.
      if (cursor.before() != '.') {
        word();
      }
    }
    return new SourceFacts(unit, List.copyOf(imports), definitions, words.words());
  }

  private void word() {
    char first = cursor.first();
    if (Character.isUpperCase(first)) {
      words.add(cursor.word());
    } else if (Character.isLowerCase(first)) {
      var word = cursor.word();
      switch (word) {
        case "package" -> {
          if (cursor.depth() == 0 && unit.isEmpty()) {
            unit = cursor.joined(".");
          }
        }
        case "import" -> addImport();
        case "class", "interface", "enum", "record" -> define();
        default -> {
          if (cursor.after() == '.') {
            addQualified(word);
          }
        }
      }
    }
  }

  private void addImport() {
    if (cursor.depth() > 0) {
      return;
    }
    cursor.acceptWord("static");
    var name = cursor.joined(".");
    if (!name.isEmpty() && cursor.after() == ';') {
      imports.add(name);
    }
  }

  private void define() {
    if (cursor.depth() == 0 && cursor.parentheses() == 0) {
      var name = cursor.name();
      if (!name.isEmpty()) {
        definitions.add(name);
      }
    }
  }

  /** {@code some.pack.Type}; a variable's member looks the same, but no file has its name. */
  private void addQualified(String word) {
    var name = new StringBuilder(word);
    while (cursor.accept(".")) {
      var part = cursor.name();
      if (part.isEmpty()) {
        return;
      }
      name.append('.').append(part);
      if (Character.isUpperCase(part.charAt(0))) {
        if (!word.equals("this") && !word.equals("super")) {
          imports.add(name.toString());
        }
        return;
      }
    }
  }
}
