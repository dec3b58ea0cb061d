package dev.autopack.builder;

import dev.autopack.code.Definition;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.code.SourceReader;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a source file says that others may use of it: a line for each public definition, indented as
 * it is nested, without its body. What stands before it as a decorator, the first line of its
 * docstring and the attributes that a constructor sets belong to it, since callers see them.
 */
final class Signatures {
  private static final int MAX_CHARS_A_LINE = 200;
  private static final int MAX_CHARS_A_VALUE = 60;

  private static final Set<String> CONSTRUCTORS = Set.of("__init__", "constructor");

  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?:self|this)\\.([A-Za-z]\\w*)\\s*(:[^=]+)?=(?!=)\\s*(.*?);?$");
  private static final Pattern DOCSTRING = Pattern.compile("[rRuU]?(\"\"\"|''')\\s*(.*)$");

  /** It says nothing to a caller. */
  private static final Pattern OVERRIDE = Pattern.compile("@Override\\s+");

  private final List<String> source;
  private final Set<Block> blocks = new LinkedHashSet<>();

  /** What is said of one definition. */
  private record Block(String scope, List<String> lines) {}

  private Signatures(String text) {
    source = text.lines().toList();
  }

  /** In the order of the text; none where nothing is defined, or the language is unknown. */
  static List<String> of(RepoPath path, String text) {
    var outline = SourceReader.find(path, text);
    if (outline.isEmpty() || outline.get().definitions().isEmpty()) {
      return Excerpt.definitions(text).filter(line -> line.length() <= MAX_CHARS_A_LINE).toList();
    }
    var signatures = new Signatures(text);
    outline.get().definitions().stream()
        .filter(definition -> definition.visibility() != Visibility.PRIVATE)
        .filter(definition -> !isHidden(definition))
        .forEach(signatures::add);
    return signatures.blocks.stream().flatMap(block -> block.lines().stream()).toList();
  }

  /** By the convention of an underscore, which also holds for what stands inside. */
  private static boolean isHidden(Definition definition) {
    return List.of(definition.qualifiedName().split("\\.", -1)).stream()
        .anyMatch(name -> name.startsWith("_") && !name.endsWith("__"));
  }

  private void add(Definition definition) {
    var margin = margin(definition);
    var signature = OVERRIDE.matcher(definition.signature()).replaceAll("");
    var own = new ArrayList<String>();
    decorators(definition).stream()
        .filter(decorator -> !definition.signature().contains(decorator))
        .forEach(decorator -> own.add(margin + decorator));
    own.add(margin + signature);
    docstring(definition).forEach(line -> own.add(margin + "  " + line));
    if (CONSTRUCTORS.contains(definition.name())) {
      attributes(definition).forEach(line -> own.add(margin + "  " + line));
    }
    blocks.add(new Block(definition.scope(), own));
  }

  private static String margin(Definition definition) {
    long depth =
        definition.scope().isEmpty()
            ? 0
            : 1 + definition.scope().chars().filter(c -> c == '.').count();
    return "  ".repeat((int) depth);
  }

  /** Those of one line each that stand right above it, from top to bottom. */
  private List<String> decorators(Definition definition) {
    var decorators = new ArrayList<String>();
    for (int i = definition.line() - 2; i >= 0 && i < source.size(); i--) {
      var line = source.get(i).strip();
      if (!line.startsWith("@") || line.length() > MAX_CHARS_A_LINE) {
        break;
      }
      decorators.addFirst(line);
    }
    return decorators.stream().filter(line -> !line.equals("@Override")).toList();
  }

  private List<String> docstring(Definition definition) {
    switch (definition.kind()) {
      case FUNCTION, METHOD, CLASS, ENUM -> {}
      default -> {
        return List.of();
      }
    }
    var body = body(definition);
    if (body.isEmpty()) {
      return List.of();
    }
    var found = DOCSTRING.matcher(body.getFirst());
    if (!found.matches()) {
      return List.of();
    }
    var quotes = found.group(1);
    var said = found.group(2);
    int end = said.indexOf(quotes);
    var first = end < 0 ? said.strip() : said.substring(0, end).strip();
    return first.isEmpty() || first.length() > MAX_CHARS_A_LINE
        ? List.of()
        : List.of(quotes + first + quotes);
  }

  /** Each once, with the value it is first given where that is short. */
  private List<String> attributes(Definition definition) {
    Map<String, String> found = new LinkedHashMap<>();
    for (var line : body(definition)) {
      var attribute = ATTRIBUTE.matcher(line);
      if (attribute.matches()) {
        var type = attribute.group(2) == null ? "" : attribute.group(2).stripTrailing();
        var value = attribute.group(3);
        boolean isWhole = value.length() <= MAX_CHARS_A_VALUE && closes(value);
        found.putIfAbsent(
            attribute.group(1),
            line.substring(0, 5) + attribute.group(1) + type + " = " + (isWhole ? value : "..."));
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean closes(String value) {
    return value.chars().filter(c -> "([{".indexOf(c) >= 0).count()
        == value.chars().filter(c -> ")]}".indexOf(c) >= 0).count();
  }

  /** Its lines that are not blank, stripped, from the first behind its head on. */
  private List<String> body(Definition definition) {
    int head = definition.line() - 1;
    if (head < 0 || head >= source.size()) {
      return List.of();
    }
    int margin = indent(source.get(head));
    var body = new ArrayList<String>();
    boolean isHead = true;
    for (int i = head; i < source.size(); i++) {
      var line = source.get(i);
      if (isHead) {
        isHead = !line.strip().matches(".*[:{]\\s*(?:#.*)?");
      } else if (!line.isBlank()) {
        if (indent(line) <= margin) {
          break;
        }
        body.add(line.strip());
      }
    }
    return body;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
