package dev.autopack.governance;

import dev.autopack.edit.RepoPath;
import java.util.List;

/**
 * Something a person allowed: by the plan itself or by an answer.
 *
 * @param source {@code plan} or the id of the request
 */
public record Grant(String source, List<RepoPath> paths, String by) {
  public Grant {
    paths = List.copyOf(paths);
  }
}
