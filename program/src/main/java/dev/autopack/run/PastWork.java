package dev.autopack.run;

import dev.autopack.manifest.History;
import dev.autopack.workspace.PastCommit;
import java.util.List;
import java.util.function.Supplier;

/** What git knows of the past, as the manifest wants it; read once, when first asked for. */
final class PastWork implements History {
  private final Supplier<List<PastCommit>> commits;
  private List<Change> changes = List.of();
  private boolean isRead;

  private PastWork(Supplier<List<PastCommit>> commits) {
    this.commits = commits;
  }

  static History of(Supplier<List<PastCommit>> commits) {
    return new PastWork(commits);
  }

  @Override
  public synchronized List<Change> changes() {
    if (!isRead) {
      changes =
          commits.get().stream()
              .map(commit -> new Change(commit.subject(), commit.paths()))
              .toList();
      isRead = true;
    }
    return changes;
  }
}
