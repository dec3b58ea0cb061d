package dev.autopack.gate;

import dev.autopack.code.CodeText;
import dev.autopack.code.Outline;
import dev.autopack.code.Reading;
import dev.autopack.code.SourceReader;
import dev.autopack.edit.RepoPath;
import java.util.Optional;
import java.util.Set;

/** Whether a file defines what it should, as surely as the file lets itself be read. */
final class SymbolSearch {
  /** Files that pass on what others define: a name in their code is enough. */
  private static final Set<String> PASSING_ON = Set.of("__init__", "index", "mod", "lib");

  private final RepoPath path;
  private final CodeText code;
  private final Reading reading;

  SymbolSearch(RepoPath path, String text) {
    this.path = path;
    this.code = CodeText.of(path, text);
    this.reading = SourceReader.read(path, text);
  }

  /** What came of looking. */
  sealed interface Found {
    record Defined() implements Found {}

    /** Only the word stands in the code. */
    record Named(String why) implements Found {}

    record Absent() implements Found {}
  }

  /** Why what is found here is less sure; empty where the file parses. */
  Optional<String> weakness() {
    return reading instanceof Reading.Read(var outline) && !outline.problems().isEmpty()
        ? Optional.of("line %d does not parse".formatted(outline.problems().getFirst().line()))
        : Optional.empty();
  }

  Found find(String written) {
    var name = new SymbolName(written);
    return switch (reading) {
      case Reading.Read(var outline) ->
          name.findIn(outline.definitions()).isEmpty()
              ? byWord(name, outline)
              : new Found.Defined();
      case Reading.NotRead not -> byWord(name, not.text());
    };
  }

  private Found byWord(SymbolName name, Outline outline) {
    if (!outline.problems().isEmpty()) {
      return byWord(name, weakness().orElseThrow());
    }
    return PASSING_ON.contains(stem())
        ? byWord(name, "the file passes on what others define")
        : new Found.Absent();
  }

  private Found byWord(SymbolName name, String why) {
    return code.names(name.name()) ? new Found.Named(why) : new Found.Absent();
  }

  private String stem() {
    var name = path.fileName();
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }
}
