package dev.autopack.edit;

import java.util.Optional;

/**
 * What an edit really makes of one file: its text before and after. A rename is a deletion and a
 * creation that names its source.
 *
 * @param before empty where the path did not exist
 * @param after empty where the path is gone afterwards
 * @param renamedFrom where the text came from, for a creation made by a rename
 * @param rung how its stretches were found; {@link Rung#EXACT} where nothing had to be searched
 */
public record FileChange(
    RepoPath path,
    Optional<String> before,
    Optional<String> after,
    Optional<RepoPath> renamedFrom,
    Rung rung) {
  public FileChange {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("'%s' neither before nor after".formatted(path));
    }
  }

  /** Whether the text differs at all. */
  public boolean changes() {
    return !before.equals(after);
  }
}
