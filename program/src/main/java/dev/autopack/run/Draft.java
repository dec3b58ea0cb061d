package dev.autopack.run;

import dev.autopack.manifest.Batching;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.governance.Grant;
import dev.autopack.manifest.Manifest;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.Objection;
import dev.autopack.plan.Phase;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt starts from.
 *
 * @param start where the attempt began, and what the builder was shown
 * @param now what its change is put on: the start, or the head at a later grant
 */
record Draft(
    Phase phase,
    Manifest manifest,
    Position start,
    Position now,
    Asking asking,
    List<Grant> grants,
    Optional<RepoPath> planFile) {
  Draft {
    grants = List.copyOf(grants);
  }

  /** Why the phase cannot be built on this tree at all. */
  List<FailureDigest> objections() {
    return manifest.objections().stream()
        .filter(objection -> objection.severity() == Objection.Severity.ERROR)
        .map(objection ->
            new FailureDigest("manifest", objection.problem() + " " + objection.nextStep()))
        .toList();
  }

  CommitId base() {
    return now.commit();
  }

  TreeId baseTree() {
    return now.treeId();
  }

  Tree tree() {
    return now.tree();
  }

  /** The same, with what people allowed. */
  Draft granted(List<Grant> more) {
    var all = new ArrayList<>(grants);
    all.addAll(more);
    return new Draft(phase, manifest, start, now, asking, all, planFile);
  }

  /** A commit and its files. */
  record Position(CommitId commit, TreeId treeId, Tree tree) {}

  /** With which model, how, in which pieces, and what went wrong before. */
  record Asking(
      ModelChoice choice, ManifestMaker.Output output, Batching batching, List<Failure> failures) {
    Asking {
      failures = List.copyOf(failures);
    }
  }
}
