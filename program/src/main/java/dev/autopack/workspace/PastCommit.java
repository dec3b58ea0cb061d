package dev.autopack.workspace;

import dev.autopack.edit.RepoPath;
import java.util.List;

/**
 * A commit of the past, as far as it says where work was done.
 *
 * @param subject the first line of its message
 * @param paths the files it touched, both names of a renamed one; names that no path can say are
 *     left out
 */
public record PastCommit(String subject, List<RepoPath> paths) {
  public PastCommit {
    paths = List.copyOf(paths);
  }
}
