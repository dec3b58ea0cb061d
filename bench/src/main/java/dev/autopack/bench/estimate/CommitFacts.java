package dev.autopack.bench.estimate;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Commit.Status;
import dev.autopack.bench.commits.Commit.TouchedFile;
import dev.autopack.budget.FileFacts;
import dev.autopack.budget.FileSize;
import dev.autopack.edit.RepoPath;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of a commit's files before it is made. */
record CommitFacts(Commit commit) implements FileFacts {
  @Override
  public Optional<FileSize> size(RepoPath path) {
    return commit.files().stream()
        .filter(file -> file.status() != Status.ADDED)
        .filter(file -> file.oldPath().orElse(file.path()).equals(path.value()))
        .map(file -> new FileSize(file.before().tokens(), file.before().lines()))
        .findFirst();
  }

  @Override
  public OptionalLong siblingsMedian(RepoPath path) {
    return commit.files().stream()
        .filter(file -> file.path().equals(path.value()))
        .findFirst()
        .map(TouchedFile::siblingsMedian)
        .orElse(OptionalLong.empty());
  }
}
