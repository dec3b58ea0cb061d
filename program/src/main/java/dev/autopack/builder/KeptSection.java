package dev.autopack.builder;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a cut reply is kept, for the model that must go on from there: each operation with the
 * lines in which it defines something, never the whole texts.
 */
final class KeptSection {
  private static final int MAX_LINES_A_FILE = 20;
  private static final int MAX_LINES = 150;
  private static final int MAX_CHARS_A_LINE = 200;

  private final List<FileEdit> edits;

  KeptSection(List<FileEdit> kept) {
    edits = List.copyOf(kept);
  }

  int count() {
    return edits.size();
  }

  Set<RepoPath> paths() {
    return edits.stream().map(FileEdit::path).collect(Collectors.toSet());
  }

  /** A line an operation, its definitions indented below it. */
  String text() {
    var lines = new ArrayList<String>();
    int left = MAX_LINES;
    for (var edit : edits) {
      lines.add("- %s `%s`".formatted(operation(edit), edit.path()));
      var defined = defined(edit).limit(Math.min(left, MAX_LINES_A_FILE)).toList();
      left -= defined.size();
      lines.addAll(defined);
    }
    return lines.isEmpty() ? "- nothing" : String.join("\n", lines);
  }

  private static Stream<String> defined(FileEdit edit) {
    return newTexts(edit)
        .flatMap(text -> Excerpt.definitions(Scrubber.scrub(text).text()))
        .filter(line -> line.length() <= MAX_CHARS_A_LINE)
        .map(line -> "    " + line);
  }

  private static Stream<String> newTexts(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create(var _, var content) -> Stream.of(content);
      case FileEdit.Rewrite(var _, var content) -> Stream.of(content);
      case FileEdit.Edit(var _, var replacements) ->
          replacements.stream().map(FileEdit.Replacement::after);
      case FileEdit.Delete _ -> Stream.empty();
      case FileEdit.Rename(var _, var _, var replacements) ->
          replacements.stream().map(FileEdit.Replacement::after);
    };
  }

  private static String operation(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create _ -> "create";
      case FileEdit.Rewrite _ -> "rewrite";
      case FileEdit.Edit _ -> "edit";
      case FileEdit.Delete _ -> "delete";
      case FileEdit.Rename _ -> "rename";
    };
  }
}
