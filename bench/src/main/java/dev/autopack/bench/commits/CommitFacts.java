package dev.autopack.bench.commits;

import dev.autopack.bench.commits.Commit.Status;
import dev.autopack.bench.commits.Commit.TouchedFile;
import dev.autopack.budget.FileFacts;
import dev.autopack.budget.FileSize;
import dev.autopack.edit.RepoPath;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of a commit's files before it is made. */
public record CommitFacts(Commit commit) implements FileFacts {
  /** Whether its file says how large anything was. */
  public boolean isKnown() {
    return commit.files().stream()
        .anyMatch(file -> file.before().tokens() > 0 || file.siblingsMedian().isPresent());
  }

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
