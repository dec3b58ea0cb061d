package dev.autopack.manifest;

import dev.autopack.budget.Estimate;
import dev.autopack.edit.RepoPath;
import java.util.List;

/**
 * Deliverables of a phase that one conversation is asked for.
 *
 * @param files their paths, those that others build on first; none where the plan names none
 * @param reason why these, for people and the journal
 */
public record Batch(List<RepoPath> files, Estimate estimate, String reason) {
  public Batch {
    files = List.copyOf(files);
  }
}
