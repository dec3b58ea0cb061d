package dev.autopack.manifest;

import dev.autopack.budget.Estimate;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.PhaseId;
import java.util.List;

/**
 * A phase's scope and size.
 *
 * @param write what it may write without asking, each with the reason
 * @param read what its builder is shown besides, most useful first
 * @param tests test files that are paired with or import a deliverable
 */
public record Manifest(
    PhaseId phase,
    List<ScopedPath> write,
    List<ScopedPath> read,
    List<RepoPath> tests,
    Estimate estimate) {
  public Manifest {
    write = List.copyOf(write);
    read = List.copyOf(read);
    tests = List.copyOf(tests);
  }

  /** A path and why it is here. */
  public record ScopedPath(RepoPath path, String reason) {}
}
