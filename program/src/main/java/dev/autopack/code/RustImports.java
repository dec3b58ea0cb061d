package dev.autopack.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the paths that a Rust file uses and the modules it declares. A path inside a module that
 * the file itself holds is given as the file would write it.
 */
final class RustImports {
  /** Before the file that an attribute names for a module. */
  static final String FILE = "path:";

  private static final int MAX_DEPTH = 30;

  private final CodeCursor cursor;
  private final Set<String> names = new LinkedHashSet<>();

  /** The modules round this place, innermost first. */
  private final Deque<Inline> inside = new ArrayDeque<>();

  private String file = "";

  private record Inline(String name, int depth) {}

  RustImports(String source, String code) {
    // A name that is also a word of the language is the name without its mark.
    this.cursor = new CodeCursor(source, code.replace("r#", "  "));
  }

  Set<String> read() {
    while (cursor.next()) {
      while (!inside.isEmpty() && inside.getFirst().depth() > cursor.depth()) {
        inside.removeFirst();
      }
      word(cursor.word());
    }
    return names;
  }

  private void word(String word) {
    switch (word) {
      case "path" -> {
        if (cursor.before() == '[' && cursor.accept("=")) {
          file = cursor.quoted();
        }
      }
      case "mod" -> module();
      case "use" -> {
        if (cursor.after() != '<' && cursor.after() != '(') {
          addAll("", cursor.upTo(";"), 0);
        }
      }
      case "extern" -> {
        if (cursor.acceptWord("crate")) {
          add(cursor.name());
        }
      }
      default -> {
        // A path in an expression; what begins with a type leads to no module.
        if (!cursor.isBehind("::")
            && Character.isLowerCase(word.charAt(0))
            && cursor.isFollowedBy("::")) {
          cursor.accept("::");
          add(word + "::" + cursor.joined("::"));
        }
      }
    }
  }

  private void module() {
    var name = cursor.name();
    if (cursor.after() == '{') {
      inside.addFirst(new Inline(name, cursor.depth() + 1));
    } else if (cursor.after() == ';') {
      add(file.isEmpty() ? "self::" + name : FILE + file);
    }
    file = "";
  }

  /** Unfolds {@code a::{b, c::{d, self}}} into one name each. */
  private void addAll(String prefix, String tree, int depth) {
    var text = tree.strip();
    var brace = text.indexOf('{');
    if (brace < 0 || depth > MAX_DEPTH) {
      add(prefix + text.split("\\s", 2)[0]);
      return;
    }
    var inner = text.substring(brace + 1, Math.max(brace + 1, text.lastIndexOf('}')));
    for (var part : parts(inner)) {
      if (!part.isBlank()) {
        addAll(prefix + text.substring(0, brace).strip(), part, depth + 1);
      }
    }
  }

  private static List<String> parts(String inner) {
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

  private void add(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.replace("$crate", "crate").split("::", -1)) {
      if (!segment.isBlank() && !segment.equals("*")) {
        segments.add(segment.strip());
      }
    }
    if (segments.size() > 1 && segments.getLast().equals("self")) {
      segments.removeLast();
    }
    if (!segments.isEmpty()) {
      names.add(String.join("::", fromTheFile(segments)));
    }
  }

  private List<String> fromTheFile(List<String> segments) {
    int ups = 0;
    int start = segments.getFirst().equals("self") ? 1 : 0;
    while (start + ups < segments.size() && segments.get(start + ups).equals("super")) {
      ups++;
    }
    boolean relative = ups > 0 || start == 1;
    if (inside.isEmpty() || !relative) {
      return segments;
    }
    var path = new ArrayList<String>();
    if (ups <= inside.size()) {
      path.add("self");
      inside.stream().skip(ups).map(Inline::name).forEach(name -> path.add(1, name));
    } else {
      for (int i = inside.size(); i < ups; i++) {
        path.add("super");
      }
    }
    path.addAll(segments.subList(start + ups, segments.size()));
    return path;
  }
}
