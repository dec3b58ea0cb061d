package dev.autopack.builder;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import java.util.List;
import java.util.Map;

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

  private Grammar() {}

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
                UnitWriter.write(format, example(format)).stripTrailing()));
  }

  /** A format without an edit says it by the whole file. */
  private static List<Unit> example(Format format) {
    return format == Format.FULL_FILE ? WHOLE_FILES : EXAMPLE;
  }
}
