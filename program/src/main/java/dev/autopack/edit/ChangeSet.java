package dev.autopack.edit;

import java.util.Comparator;
import java.util.List;

/**
 * A proposal resolved against one tree: at most one change a path, sorted by path, and only paths
 * whose text changes. Policy judges it and the workspace applies it; both see the same bytes.
 */
public record ChangeSet(List<FileChange> changes) {
  public ChangeSet {
    changes =
        changes.stream()
            .filter(FileChange::changes)
            .sorted(Comparator.comparing(FileChange::path))
            .toList();
    var paths = changes.stream().map(FileChange::path).distinct().count();
    if (paths != changes.size()) {
      throw new IllegalArgumentException("two changes of one path");
    }
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  public List<RepoPath> paths() {
    return changes.stream().map(FileChange::path).toList();
  }
}
