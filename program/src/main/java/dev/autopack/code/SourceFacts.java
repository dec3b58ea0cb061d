package dev.autopack.code;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the import graph wants to know of one source text.
 *
 * @param imports the names it imports, as {@link ImportReader} gives them
 * @param words what it may name of its own package; empty where the language imports everything
 * @param definitions what it defines for its package, in Go
 */
record SourceFacts(List<String> imports, Set<String> words, Set<String> definitions) {
  private static final Pattern GO_TOP_LEVEL =
      Pattern.compile("(?m)^(?:func|type|var|const)[ \\t]+(\\w+)");
  private static final Pattern GO_BLOCK =
      Pattern.compile("(?ms)^(?:type|var|const)[ \\t]*\\((.*?)^\\)");
  private static final Pattern GO_MEMBER = Pattern.compile("(?m)^\\t(\\w+)");

  static SourceFacts of(Language language, String source) {
    var code = MaskedText.of(language, source);
    var imports = ImportReader.imports(language, source, code);
    return switch (language) {
      case JAVA -> new SourceFacts(imports, words(code, true), Set.of());
      case GO -> new SourceFacts(imports, words(code, false), goTopLevel(code));
      case KOTLIN, PYTHON, JAVASCRIPT, TYPESCRIPT, RUST, CSHARP, C, CPP ->
          new SourceFacts(imports, Set.of(), Set.of());
    };
  }

  private static Set<String> words(String code, boolean onlyTypes) {
    var words = new HashSet<String>();
    int i = 0;
    while (i < code.length()) {
      char c = code.charAt(i);
      if (!Character.isJavaIdentifierPart(c)) {
        i++;
        continue;
      }
      int start = i;
      while (i < code.length() && Character.isJavaIdentifierPart(code.charAt(i))) {
        i++;
      }
      if (!Character.isDigit(c) && (!onlyTypes || Character.isUpperCase(c))) {
        words.add(code.substring(start, i));
      }
    }
    return words;
  }

  private static Set<String> goTopLevel(String code) {
    var names = new HashSet<String>();
    GO_TOP_LEVEL.matcher(code).results().forEach(found -> names.add(found.group(1)));
    GO_BLOCK
        .matcher(code)
        .results()
        .flatMap(block -> GO_MEMBER.matcher(block.group(1)).results())
        .forEach(found -> names.add(found.group(1)));
    // Each file may have its own; the package shares none of them.
    names.removeAll(Set.of("main", "init", "_"));
    return names;
  }
}
