package dev.autopack.builder;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import java.util.List;
import java.util.Map;

/** What a builder is told of its format. The example is written by the writer, not by hand. */
final class Grammar {
  private static final String SCENE =
      "The deliverables are `pets/cat.py` (new) and `pets/names.py` (one line changes). The whole reply:";

  private static final List<Unit> EXAMPLE =
      List.of(
          new Unit.Change(
              new FileEdit.Create(
                  new RepoPath("pets/cat.py"), "def purr():\n    return \"prrr\"\n")),
          new Unit.Change(
              new FileEdit.Edit(
                  new RepoPath("pets/names.py"),
                  List.of(new FileEdit.Replacement("CAT = \"Tom\"\n", "CAT = \"Mia\"\n")))));

  private static final Template SYSTEM = Template.load("system.md");

  private Grammar() {}

  /** The system prompt: the same for every call in the format, so that providers can keep it. */
  static String systemText(Format format) {
    return SYSTEM.fill(
        Map.of(
            "format", name(format),
            "grammar", Template.load("grammar-" + format.id() + ".md").fill(Map.of()),
            "scene", SCENE,
            "example", UnitWriter.write(format, EXAMPLE).stripTrailing()));
  }

  static String name(Format format) {
    return switch (format) {
      case NDJSON -> "NDJSON";
      case ENVELOPE -> "envelope";
      case FULL_FILE -> "full-file JSON";
      case DIFF -> "unified diff";
    };
  }
}
