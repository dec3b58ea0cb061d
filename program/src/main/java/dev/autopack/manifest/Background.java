package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a phase besides its own text and its tree.
 *
 * @param foundations what the phases that it depends on deliver
 * @param history what was changed before, for a phase whose scope must be guessed
 * @param planFile where the plan lies in the repository, if it does: no scope holds it
 * @param approved the scope that a person allowed for a phase that had to ask
 */
public record Background(
    List<RepoPath> foundations,
    History history,
    Optional<RepoPath> planFile,
    Optional<List<RepoPath>> approved) {
  /** Nothing besides. */
  public static final Background NONE =
      new Background(List.of(), History.NONE, Optional.empty(), Optional.empty());

  public Background {
    foundations = List.copyOf(foundations);
    approved = approved.map(List::copyOf);
  }

  /** The same, on what these phases deliver. */
  public Background on(List<RepoPath> others) {
    return new Background(others, history, planFile, approved);
  }
}
