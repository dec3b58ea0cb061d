package dev.autopack.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a Go file for the graph: its imports, what it defines at the top, and the words that may be
 * defined by other files of its package.
 */
final class GoImports {
  /** Each file may have its own; the package shares none of them. */
  private static final Set<String> UNSHARED = Set.of("main", "init", "_");

  private final CodeCursor cursor;
  private final Set<String> imports = new LinkedHashSet<>();
  private final List<String> definitions = new ArrayList<>();
  private final Words.Gathering words = new Words.Gathering();
  private String unit = "";

  /** Whether the open parenthesis at the top holds definitions. */
  private boolean inBlock;

  /** How deep the members of the open types stand, innermost first. */
  private final Deque<Integer> members = new ArrayDeque<>();

  /** Whether the name of a method is still to come. */
  private boolean inMethod;

  GoImports(String source, String code) {
    this.cursor = new CodeCursor(source, code);
  }

  SourceFacts read() {
    while (cursor.next()) {
      if (cursor.before() == '.') {
        continue;
      }
      var word = cursor.word();
      while (!members.isEmpty() && members.getFirst() > cursor.depth()) {
        members.pop();
      }
      if (cursor.depth() > 0 || Character.isDigit(word.charAt(0))) {
        inside(word);
      } else if (cursor.parentheses() == 0) {
        top(word);
      } else if (inBlock && cursor.parentheses() == 1 && cursor.isFirstOnLine()) {
        defineAll(word);
      } else {
        inside(word);
      }
    }
    return new SourceFacts(unit, List.copyOf(imports), definitions, words.words());
  }

  /** A word in braces. */
  private void inside(String word) {
    openType(word);
    boolean isMember =
        !members.isEmpty() && members.getFirst() == cursor.depth() && cursor.isFirstOnLine();
    if (!isMember || isEmbedded()) {
      words.add(word);
      return;
    }
    while (cursor.accept(",")) {
      cursor.name();
    }
  }

  /** Whether a member is a type without a name of its own; its tag may stand behind it. */
  private boolean isEmbedded() {
    return cursor.isLastOnLine() || cursor.after() == '`' || cursor.after() == '"';
  }

  private void openType(String word) {
    if ((word.equals("struct") || word.equals("interface")) && cursor.after() == '{') {
      members.push(cursor.depth() + 1);
    }
  }

  private void top(String word) {
    openType(word);
    inBlock = false;
    switch (word) {
      case "package" -> {
        if (unit.isEmpty()) {
          unit = cursor.joined(".");
        }
      }
      case "import" -> addImports();
      case "func" -> {
        // A method has its receiver before its name.
        inMethod = cursor.after() == '(';
        if (!inMethod) {
          define(cursor.name());
        }
      }
      case "type", "var", "const" -> {
        if (cursor.after() == '(') {
          inBlock = true;
        } else {
          defineAll(cursor.name());
        }
      }
      default -> {
        if (!inMethod) {
          words.add(word);
        }
        inMethod = false;
      }
    }
  }

  private void addImports() {
    boolean block = cursor.accept("(");
    int from;
    do {
      from = cursor.place();
      cursor.accept(";");
      if (!cursor.accept(".")) {
        cursor.name();
      }
      var name = cursor.quoted();
      if (!name.isEmpty()) {
        imports.add(name);
      }
    } while (block && cursor.place() > from);
  }

  /** {@code a, b = 1, 2}. */
  private void defineAll(String first) {
    define(first);
    while (cursor.accept(",")) {
      define(cursor.name());
    }
  }

  private void define(String name) {
    if (!name.isEmpty() && !UNSHARED.contains(name)) {
      definitions.add(name);
    }
  }
}
