package dev.autopack.bench.manifest;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Commit.TouchedFile;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import dev.autopack.plan.Limits;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Scope;
import dev.autopack.plan.Validation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A commit as the phase that would make it. */
final class CommitPhase {
  private CommitPhase() {}

  static Phase withDeliverables(Commit commit) {
    return phase(commit, commit.files().stream().map(CommitPhase::deliverable).toList());
  }

  static Phase subjectAlone(Commit commit) {
    return phase(commit, List.of());
  }

  private static Phase phase(Commit commit, List<Deliverable> deliverables) {
    var subject = commit.subject().isBlank() ? "A change without a name" : commit.subject();
    return new Phase(
        new PhaseId("commit"),
        new Intent(subject, Category.BACKEND, Complexity.MEDIUM, List.of()),
        List.of(),
        deliverables,
        Scope.NONE,
        Validation.NONE,
        Limits.NONE);
  }

  private static Deliverable deliverable(TouchedFile file) {
    var action =
        switch (file.status()) {
          case ADDED -> Deliverable.Action.CREATE;
          case MODIFIED -> Deliverable.Action.MODIFY;
          case DELETED -> Deliverable.Action.DELETE;
          case RENAMED -> Deliverable.Action.RENAME;
        };
    return new Deliverable(
        new RepoPath(file.path()),
        Optional.of(action),
        file.status() == Commit.Status.RENAMED
            ? Optional.of(new RepoPath(file.oldPath().orElse(file.path())))
            : Optional.empty(),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }
}
