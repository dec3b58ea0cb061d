package dev.autopack.builder;

import dev.autopack.code.Definition;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.code.SourceReader;
import dev.autopack.edit.RepoPath;
import java.util.List;

/**
 * What a source file says that others may use of it: a line for each public definition, indented as
 * it is nested, without its body.
 */
final class Signatures {
  private static final int MAX_CHARS_A_LINE = 200;

  private Signatures() {}

  /** In the order of the text; none where nothing is defined, or the language is unknown. */
  static List<String> of(RepoPath path, String text) {
    var outline = SourceReader.find(path, text);
    return outline.isPresent() && !outline.get().definitions().isEmpty()
        ? outline.get().definitions().stream()
            .filter(definition -> definition.visibility() != Visibility.PRIVATE)
            .filter(definition -> !isHidden(definition))
            .map(Signatures::line)
            .distinct()
            .toList()
        : Excerpt.definitions(text).filter(line -> line.length() <= MAX_CHARS_A_LINE).toList();
  }

  /** By the convention of an underscore, which also holds for what stands inside. */
  private static boolean isHidden(Definition definition) {
    return List.of(definition.qualifiedName().split("\\.", -1)).stream()
        .anyMatch(name -> name.startsWith("_") && !name.endsWith("__"));
  }

  private static String line(Definition definition) {
    long depth =
        definition.scope().isEmpty()
            ? 0
            : 1 + definition.scope().chars().filter(c -> c == '.').count();
    return "  ".repeat((int) depth) + definition.signature();
  }
}
