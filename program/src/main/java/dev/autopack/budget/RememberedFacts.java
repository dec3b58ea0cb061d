package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** File facts that are asked for once a path: whoever packs files into batches asks them often. */
public final class RememberedFacts implements FileFacts {
  private final FileFacts facts;
  private final Map<RepoPath, Optional<FileSize>> sizes = new HashMap<>();
  private final Map<RepoPath, OptionalLong> medians = new HashMap<>();

  public RememberedFacts(FileFacts facts) {
    this.facts = facts;
  }

  @Override
  public Optional<FileSize> size(RepoPath path) {
    return sizes.computeIfAbsent(path, facts::size);
  }

  @Override
  public OptionalLong siblingsMedian(RepoPath path) {
    return medians.computeIfAbsent(path, facts::siblingsMedian);
  }
}
