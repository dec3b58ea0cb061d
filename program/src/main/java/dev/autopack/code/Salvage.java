package dev.autopack.code;

import dev.autopack.code.Definition.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks through a broken text for lines that plainly begin a definition, since a parser may lose
 * everything behind the break. Weaker than a parser: it knows neither scope nor visibility.
 */
final class Salvage {
  private static final String START = "(?m)^[ \\t]*(?:export\\s+|default\\s+|declare\\s+)*";
  private static final Set<String> STATEMENTS =
      Set.of(
          "if",
          "for",
          "while",
          "switch",
          "catch",
          "return",
          "else",
          "do",
          "new",
          "throw",
          "case",
          "sizeof",
          "when",
          "using",
          "lock",
          "foreach",
          "fixed",
          "assert",
          "synchronized",
          "try");

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("class", Kind.CLASS),
          Map.entry("struct", Kind.STRUCT),
          Map.entry("interface", Kind.INTERFACE),
          Map.entry("enum", Kind.ENUM),
          Map.entry("record", Kind.RECORD),
          Map.entry("trait", Kind.TRAIT),
          Map.entry("union", Kind.UNION),
          Map.entry("object", Kind.OBJECT),
          Map.entry("mod", Kind.MODULE),
          Map.entry("namespace", Kind.NAMESPACE),
          Map.entry("type", Kind.TYPE),
          Map.entry("typealias", Kind.TYPE),
          Map.entry("const", Kind.CONSTANT),
          Map.entry("static", Kind.VARIABLE));

  /** A keyword and the name behind it, with whatever may stand in front of them. */
  private static final Pattern RUST =
      Pattern.compile(
          "(?m)^[ \\t]*(?:pub(?:\\([^)]*\\))?\\s+)?(?:(?:async|unsafe|const|extern\\s+\"[^\"]*\")\\s+)*"
              + "(fn|struct|enum|trait|union|mod|type|const|static)\\s+(?:mut\\s+)?(?:r#)?(\\w+)");

  private static final Pattern GO =
      Pattern.compile("(?m)^(func|type|var|const)\\s+(?:\\([^)\\n]*\\)\\s*)?(\\w+)");
  private static final Pattern SCRIPT =
      Pattern.compile(
          START
              + "(?:abstract\\s+|async\\s+)*(function|class|interface|enum|namespace|type)\\s*\\*?\\s*([\\w$]+)");
  private static final Pattern KOTLIN =
      Pattern.compile(
          "(?m)^[ \\t]*(?:(?:public|private|protected|internal|abstract|open|sealed|data|inner|enum"
              + "|annotation|override|suspend|inline|operator|infix)\\s+)*"
              + "(fun|class|interface|object|typealias)\\s+(?:<[^>]*>\\s*)?(?:[\\w?<>]+\\.)*(\\w+)");
  private static final Pattern TYPES =
      Pattern.compile(
          "(?m)^[ \\t]*(?:(?:public|private|protected|internal|static|abstract|final|sealed|partial|file"
              + "|readonly|ref|typedef)\\s+)*(class|struct|interface|enum|record|union|namespace)\\s+"
              + "(?:(?:class|struct)\\s+)?(\\w+)(?=[^;()]*\\{|\\s*[(;])");
  private static final Pattern C_TYPES =
      Pattern.compile(
          "(?m)^[ \\t]*(?:(?:static|typedef|const)\\s+)*(class|struct|enum|union|namespace)\\s+"
              + "(?:(?:class|struct)\\s+)?(\\w+)(?=[^;()=]*\\{)");

  /** A type, a name, parameters and a brace. */
  private static final Pattern FUNCTIONS =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:[\\w.:<>\\[\\],?~]++[ \\t*&]++)+((?:\\w+::)*~?(\\w+))\\s*\\([^;{}()]*"
              + "(?:\\([^()]*\\)[^;{}()]*)*\\)[^;{}()=]*\\{");

  private final Language language;
  private final String text;

  private Salvage(Language language, String text) {
    this.language = language;
    this.text = MaskedText.of(language, text);
  }

  /** The same with what the reader lost; as it was where it finds nothing wrong. */
  static Outline complete(Language language, String text, Outline outline) {
    return outline.problems().isEmpty() ? outline : new Salvage(language, text).complete(outline);
  }

  private Outline complete(Outline outline) {
    var known = outline.definitions().stream().map(Definition::name).collect(Collectors.toSet());
    var all = new ArrayList<>(outline.definitions());
    for (var pattern : patterns()) {
      pattern
          .matcher(text)
          .results()
          .filter(found -> isPlain(found) && known.add(found.group(2)))
          .forEach(found -> all.add(definition(found, pattern)));
    }
    all.sort(Comparator.comparingInt(Definition::line));
    return new Outline(all, outline.tests(), outline.problems());
  }

  private List<Pattern> patterns() {
    return switch (language) {
      case RUST -> List.of(RUST);
      case GO -> List.of(GO);
      case JAVASCRIPT, TYPESCRIPT -> List.of(SCRIPT);
      case KOTLIN -> List.of(KOTLIN);
      case JAVA, CSHARP -> List.of(TYPES, FUNCTIONS);
      case C, CPP -> List.of(C_TYPES, FUNCTIONS);
      case PYTHON -> List.of();
    };
  }

  /** No statement that merely looks like a definition. */
  private static boolean isPlain(MatchResult found) {
    var words = found.group().strip().split("[^\\w]+", -1);
    return !STATEMENTS.contains(found.group(2)) && !STATEMENTS.contains(words[0]);
  }

  private Definition definition(MatchResult found, Pattern pattern) {
    var kind =
        pattern == FUNCTIONS
            ? Kind.FUNCTION
            : KINDS.getOrDefault(
                found.group(1), found.group(1).equals("var") ? Kind.VARIABLE : Kind.FUNCTION);
    int line = 1 + (int) text.substring(0, found.start(2)).chars().filter(c -> c == '\n').count();
    return new Definition(
        found.group(2),
        kind,
        "",
        line,
        Definition.Body.NONE,
        Definition.Visibility.PUBLIC,
        Signature.of(text, found.start(), found.end(2)));
  }
}
