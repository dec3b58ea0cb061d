package dev.autopack.run;

import dev.autopack.edit.ChangeSet;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.SealedCommit;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.Workspace.Trailer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The steps of a phase that change a tree or a ref. */
final class PhaseTree {
  private final Journal journal;
  private final Workspace workspace;
  private final Events events;

  PhaseTree(Journal journal, Workspace workspace, Events events) {
    this.journal = journal;
    this.workspace = workspace;
    this.events = events;
  }

  /** Names where a phase began, once; a rollback to the phase comes back here. */
  static Workspace.Checkpoint checkpoint(
      Journal journal, Workspace workspace, RunId run, PhaseId phase) throws InterruptedException {
    return journal.step(
        new AttemptKey(run, phase, 0, 0).step("checkpoint", Workspace.Checkpoint.class),
        _ -> workspace.checkpoint("phase-" + phase));
  }

  /** Lays the changes on the attempt's base; called again, it finds the same tree. */
  TreeId apply(AttemptKey key, Draft draft, ChangeSet changes) throws InterruptedException {
    return journal.step(
        key.step("apply on " + draft.base(), TreeId.class),
        _ -> {
          var tree = workspace.apply(draft.baseTree(), changes);
          var files = workspace.changedFiles(draft.baseTree(), tree);
          events.tell(
              key.phase(),
              "applied",
              Map.of("tree", tree.value(), "files", Integer.toString(files.size())),
              "applied %d files (+%d -%d lines)"
                  .formatted(
                      files.size(),
                      files.stream().mapToInt(file -> Math.max(0, file.added())).sum(),
                      files.stream().mapToInt(file -> Math.max(0, file.deleted())).sum()));
          return tree;
        });
  }

  /** Commits the tree that the gates judged, once. */
  CommitId commit(AttemptKey key, Draft draft, TreeId tree, PhaseGates.Sealed evidence)
      throws InterruptedException {
    journal.step(
        key.step("evidence ref", Done.class),
        _ -> {
          workspace.saveEvidence(evidence.fileName(), evidence.content());
          return Done.DONE;
        });
    var trailers =
        List.of(
            new Trailer(SealedCommit.RUN, key.run().value()),
            new Trailer(SealedCommit.PHASE, key.phase().value()),
            new Trailer(SealedCommit.ATTEMPT, Integer.toString(key.attempt())),
            new Trailer(SealedCommit.EVIDENCE, SealedCommit.seal(evidence.sha256())));
    return journal.step(
        key.step("commit", CommitId.class),
        _ -> workspace.commit(tree, draft.base(), message(draft), trailers));
  }

  /** Undoes what an attempt did; its tree is kept as a branch where it holds anything. */
  void rollBack(AttemptKey key, CommitId base, TreeId tree) throws InterruptedException {
    // A step too: done again after a crash, it would undo the next attempt.
    journal.step(
        key.step("roll back", Done.class),
        _ -> {
          var baseTree = workspace.treeOf(base);
          if (!tree.equals(baseTree)) {
            var branch =
                workspace.keepPartial(
                    key.phase() + "-" + key.attempt(),
                    tree,
                    "Partial work of phase %s, attempt %d".formatted(key.phase(), key.attempt()));
            events.tell(
                key.phase(),
                "rolled_back",
                Map.of("branch", branch),
                "rolled back; the attempt's work is kept as " + branch);
          }
          workspace.layOut(baseTree, List.of());
          return Done.DONE;
        });
  }

  private static String message(Draft draft) {
    var goal = draft.phase().intent().goal().strip();
    var first = goal.lines().findFirst().orElse(draft.phase().id().value()).strip();
    var subject = first.length() <= 72 ? first : first.substring(0, 69).stripTrailing() + "...";
    var lines = new ArrayList<String>();
    lines.add(subject);
    lines.add("");
    lines.add("Phase %s of an Autopack run.".formatted(draft.phase().id()));
    return String.join("\n", lines);
  }
}
