package dev.autopack.manifest;

import dev.autopack.budget.Estimate;
import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.PhaseId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A phase's scope and size.
 *
 * @param write what it may write without asking, each with the reason; new files that match the
 *     phase's scope patterns come on top
 * @param read what its builder is shown besides, most useful first
 * @param tests test files that are deliverables, or paired with or importing one
 * @param objections what is wrong or odd about the phase before anything is spent
 */
public record Manifest(
    PhaseId phase,
    List<ScopedPath> write,
    List<ScopedPath> read,
    List<RepoPath> tests,
    Estimate estimate,
    List<Objection> objections) {
  public Manifest {
    write = List.copyOf(write);
    read = List.copyOf(read);
    tests = List.copyOf(tests);
    objections = List.copyOf(objections);
  }

  /**
   * This manifest, if nothing forbids to build it.
   *
   * @throws OperatorException naming all that is wrong at once
   */
  public Manifest sound() {
    var errors =
        objections.stream().filter(it -> it.severity() == Objection.Severity.ERROR).toList();
    if (errors.isEmpty()) {
      return this;
    }
    throw new OperatorException(
        errors.stream().map(Objection::problem).collect(Collectors.joining("\n")),
        errors.stream().map(Objection::nextStep).distinct().collect(Collectors.joining(" ")));
  }

  /** A path and why it is here. */
  public record ScopedPath(RepoPath path, String reason) {}
}
