package dev.autopack.builder;

import dev.autopack.budget.Format;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.output.DiffWriter;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system text of a format: who the builder is, its rules and how it writes units down. The
 * example is written by the same writer that the readers are tested with, so the two agree.
 */
final class Grammar {
  private static final Unit CAT =
      new Unit.Change(
          new FileEdit.Create(new RepoPath("pets/cat.py"), "def sound():\n    return \"meow\"\n"));

  private static final List<Unit> WHOLE_FILES =
      List.of(
          CAT,
          new Unit.Change(
              new FileEdit.Rewrite(
                  new RepoPath("pets/names.py"), "CAT = \"Mia\"\nDOG = \"Rex\"\n")));

  private static final List<Unit> EXAMPLE =
      List.of(
          CAT,
          new Unit.Change(
              new FileEdit.Edit(
                  new RepoPath("pets/names.py"),
                  List.of(new FileEdit.Replacement("CAT = \"Tom\"\n", "CAT = \"Mia\"\n")))));

  private static final String NAMES = "CAT = \"%s\"\nCOW = \"Ida\"\nDOG = \"Rex\"\nOWL = \"Bo\"\n";

  /** A diff says what becomes of a text, so it needs the text. */
  private static final ChangeSet CHANGES =
      new ChangeSet(
          List.of(
              change("pets/cat.py", Optional.empty(), "def sound():\n    return \"meow\"\n"),
              change(
                  "pets/names.py", Optional.of(NAMES.formatted("Tom")), NAMES.formatted("Mia"))));

  private Grammar() {}

  private static FileChange change(String path, Optional<String> before, String after) {
    return new FileChange(
        new RepoPath(path), before, Optional.of(after), Optional.empty(), Rung.EXACT);
  }

  /** The same for every call in that format. */
  static String systemText(Format format) {
    var grammar = Template.load("grammar-" + format.id() + ".md").fill(Map.of());
    return Template.load("system.md")
        .fill(
            Map.of(
                "format",
                format.id(),
                "grammar",
                grammar,
                "example",
                example(format).stripTrailing()));
  }

  private static String example(Format format) {
    return switch (format) {
      case NDJSON, ENVELOPE -> UnitWriter.write(format, EXAMPLE);
      // It has no edit, and says it by the whole file.
      case FULL_FILE -> UnitWriter.write(format, WHOLE_FILES);
      case DIFF -> DiffWriter.write(CHANGES);
    };
  }
}
