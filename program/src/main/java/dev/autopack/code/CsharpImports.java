package dev.autopack.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a C# file for the graph: the namespaces it uses, the types it defines with theirs, and the
 * words that may be types.
 */
final class CsharpImports {
  /** Before a namespace that one file uses for its whole project. */
  static final String GLOBAL = "global ";

  private final CodeCursor cursor;
  private final Set<String> imports = new LinkedHashSet<>();
  private final Set<String> namespaces = new LinkedHashSet<>();
  private final List<String> definitions = new ArrayList<>();
  private final Words.Gathering words = new Words.Gathering();
  private final Deque<Namespace> open = new ArrayDeque<>();
  private boolean afterGlobal;

  private record Namespace(String name, int depth) {}

  CsharpImports(String source, String code) {
    this.cursor = new CodeCursor(source, code);
    open.push(new Namespace("", 0));
  }

  SourceFacts read() {
    while (cursor.next()) {
      while (open.getFirst().depth() > cursor.depth()) {
        open.pop();
      }
      if (cursor.before() != '.') {
        word(cursor.word());
      }
    }
    return new SourceFacts(
        String.join(" ", namespaces), List.copyOf(imports), definitions, words.words());
  }

  private void word(String word) {
    boolean outside = cursor.depth() == open.getFirst().depth() && cursor.parentheses() == 0;
    if (!outside) {
      add(word);
      return;
    }
    boolean global = afterGlobal;
    afterGlobal = word.equals("global");
    switch (word) {
      case "using" -> use(global);
      case "namespace" -> namespace();
      case "class", "struct", "interface", "enum", "record" -> {
        // A constraint on a type parameter defines nothing.
        if (cursor.before() != ':' && cursor.before() != ',') {
          cursor.acceptWord("struct");
          cursor.acceptWord("class");
          define(cursor.name());
        }
      }
      case "delegate" -> {
        var head = cursor.upTo("(;").stripTrailing();
        int generic = head.endsWith(">") ? head.lastIndexOf('<') : head.length();
        var name = head.substring(0, Math.max(0, generic)).stripTrailing();
        define(name.substring(lastBlank(name) + 1));
      }
      default -> add(word);
    }
  }

  private static int lastBlank(String text) {
    return Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'));
  }

  private void add(String word) {
    if (Character.isUpperCase(word.charAt(0))) {
      words.add(word);
      if (cursor.before() == '[' || cursor.before() == ',') {
        words.add(word + "Attribute");
      }
    }
  }

  private void use(boolean global) {
    cursor.acceptWord("static");
    var name = cursor.joined(".");
    if (cursor.accept("=")) {
      name = cursor.joined(".");
    }
    if (!name.isEmpty() && cursor.after() == ';') {
      imports.add((global ? GLOBAL : "") + name);
    }
  }

  private void namespace() {
    var name = cursor.joined(".");
    if (name.isEmpty()) {
      return;
    }
    boolean whole = cursor.after() == ';';
    var outer = open.getFirst().name();
    var full = outer.isEmpty() ? name : outer + "." + name;
    namespaces.add(full);
    open.push(new Namespace(full, cursor.depth() + (whole ? 0 : 1)));
  }

  private void define(String name) {
    if (!name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0))) {
      var outer = open.getFirst().name();
      definitions.add(outer.isEmpty() ? name : outer + "." + name);
    }
  }
}
