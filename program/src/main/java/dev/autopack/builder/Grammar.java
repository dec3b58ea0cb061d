package dev.autopack.builder;

import dev.autopack.budget.Declaring;
import dev.autopack.budget.Format;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.edit.Tree;
import dev.autopack.output.DiffWriter;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Declaration.DeclaredFile;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

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

  private static final Unit DECLARED =
      new Unit.Declare(
          new Declaration(
              List.of(
                  new DeclaredFile(
                      new RepoPath("pets/cat.py"),
                      Action.CREATE,
                      List.of("sound"),
                      OptionalInt.of(2)),
                  new DeclaredFile(
                      new RepoPath("pets/names.py"),
                      Action.MODIFY,
                      List.of(),
                      OptionalInt.of(2)))));

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

  /** What becomes of a deliverable, by the plan or by whether it is there. */
  static Action action(Deliverable deliverable, Tree tree) {
    return deliverable
        .action()
        .orElse(tree.contains(deliverable.path()) ? Action.MODIFY : Action.CREATE);
  }

  /**
   * Whether a conversation is to begin with a declaration: where files are built and not mended,
   * and it pays to know beforehand what will come.
   */
  static boolean declares(Conversation conversation) {
    var estimate = conversation.budget().estimate();
    var actions =
        conversation.manifest().scoping().possible().stream()
            .map(it -> action(it, conversation.tree()))
            .toList();
    return switch (conversation.portion()) {
      case Portion.Whole _, Portion.Batch _ ->
          Declaring.pays(estimate.format(), estimate.writing(), actions);
      case Portion.Alignment _ -> false;
    };
  }

  /**
   * The same for every call in that format.
   *
   * @param declares whether with the declaration that a reply can begin with
   */
  static String systemText(Format format, boolean declares) {
    var declaration =
        declares
            ? "\n\n" + Template.load("declare-%s.md".formatted(format.id())).fill(Map.of()).strip()
            : "";
    var grammar = Template.load("grammar-" + format.id() + ".md").fill(Map.of());
    return Template.load("system.md")
        .fill(
            Map.of(
                "format",
                format.id(),
                "grammar",
                grammar,
                "declaration",
                declaration,
                "example",
                example(format, declares).stripTrailing()));
  }

  private static String example(Format format, boolean declares) {
    return switch (format) {
      case NDJSON, ENVELOPE ->
          UnitWriter.write(
              format,
              Stream.concat(declares ? Stream.of(DECLARED) : Stream.empty(), EXAMPLE.stream())
                  .toList());
      // It has no edit, and says it by the whole file.
      case FULL_FILE -> UnitWriter.write(format, WHOLE_FILES);
      case DIFF -> DiffWriter.write(CHANGES);
    };
  }
}
