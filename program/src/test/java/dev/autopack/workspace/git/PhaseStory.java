package dev.autopack.workspace.git;

import static dev.autopack.workspace.git.Changes.gone;
import static dev.autopack.workspace.git.Changes.made;
import static dev.autopack.workspace.git.Changes.moved;
import static dev.autopack.workspace.git.Changes.rewritten;

import dev.autopack.edit.ChangeSet;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.Workspace.Checkpoint;
import dev.autopack.workspace.Workspace.Trailer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a run does to its workspace: a phase that fails once and then completes, one that is held
 * and granted, one that is rolled back. A step that is in the journal is not done again; one that
 * was cut off is.
 */
final class PhaseStory {
  private static final ChangeSet FIRST =
      Changes.of(rewritten("a.txt", "one\n", "eins\n"), made("docs/c.txt", "three\n"));
  private static final ChangeSet SECOND =
      Changes.of(gone("src/b.txt", "two\n"), moved("src/b.txt", "lib/b.txt", "two\nzwei\n"));
  private static final PhaseId HELD = new PhaseId("second");
  private static final List<String> KEEP = List.of("target");

  private final RunId run;
  private final Path journal;

  PhaseStory(RunId run, Path journal) {
    this.run = run;
    this.journal = journal;
  }

  /** Goes on where it was cut off, to the end. */
  void tell(GitRepository repository) {
    var workspace = repository.create(run, repository.base());
    var base = repository.base();
    step("start", () -> workspace.checkpoint("start").commit());

    var first = applied(workspace, "first 1", workspace.treeOf(base), FIRST);
    step("gates", () -> laidOut(workspace, first));
    step("kept", () -> workspace.keepPartial("first-1", first, "Partial"));
    step("undone", () -> laidOut(workspace, workspace.treeOf(base)));
    applied(workspace, "first 2", workspace.treeOf(base), FIRST);
    var one = committed(workspace, first, base, "First");
    step("after first", () -> workspace.checkpoint("after-first").commit());

    var second = applied(workspace, "second", first, SECOND);
    step("held", () -> workspace.hold(HELD, second, "Held").ref());
    step("waiting", () -> laidOut(workspace, first));
    step("granted", () -> laidOut(workspace, workspace.held(HELD).orElseThrow().tree()));
    var two = committed(workspace, second, one, "Second");
    step(
        "released",
        () -> {
          workspace.release(HELD);
          return two;
        });
    step(
        "rolled back",
        () -> {
          workspace.rollBackTo(new Checkpoint("after-first", one));
          return one;
        });
  }

  private TreeId applied(Workspace workspace, String name, TreeId onto, ChangeSet changes) {
    return new TreeId(step("apply " + name, () -> workspace.apply(onto, changes)));
  }

  private static TreeId laidOut(Workspace workspace, TreeId tree) {
    workspace.layOut(tree, KEEP);
    Worlds.write(workspace.folder().resolve("target/out"), "made\n");
    Worlds.write(workspace.folder().resolve("left.log"), "left\n");
    return tree;
  }

  private CommitId committed(Workspace workspace, TreeId tree, CommitId parent, String name) {
    var evidence = "{}\n".getBytes(StandardCharsets.UTF_8);
    step(
        "evidence " + name,
        () -> {
          workspace.saveEvidence("phases/" + name + ".json", evidence);
          return name;
        });
    var trailers = List.of(new Trailer("Autopack-Phase", name));
    return new CommitId(
        step("commit " + name, () -> workspace.commit(tree, parent, name, trailers)));
  }

  private String step(String name, Supplier<Object> work) {
    try {
      var written = Files.exists(journal) ? Files.readAllLines(journal) : List.<String>of();
      for (var line : written) {
        if (line.startsWith(name + "=")) {
          return line.substring(name.length() + 1);
        }
      }
      var result = work.get().toString();
      Files.writeString(
          journal,
          name + "=" + result + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
