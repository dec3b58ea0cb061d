package dev.autopack.manifest;

import dev.autopack.budget.Estimate;
import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A phase's scope and size.
 *
 * @param scoping what it may write without asking; new files that match the phase's scope patterns
 *     come on top
 * @param read what its builder is shown besides, most useful first
 * @param tests test files that are deliverables, or paired with or importing one
 * @param dependencies which deliverables build on which
 * @param estimate where it failed, the floor of the phase's category
 * @param failedEstimate why there is no better estimate than the floor; empty where there is one
 * @param objections what is wrong or odd about the phase before anything is spent
 */
public record Manifest(
    Scoping scoping,
    List<ScopedPath> read,
    List<RepoPath> tests,
    Dependencies dependencies,
    Estimate estimate,
    Optional<String> failedEstimate,
    List<Objection> objections) {
  public Manifest {
    read = List.copyOf(read);
    tests = List.copyOf(tests);
    objections = List.copyOf(objections);
  }

  public PhaseId phase() {
    return scoping.phase().id();
  }

  /** What the phase may write without asking, each with the reason. */
  public List<ScopedPath> write() {
    return scoping.write();
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

  /** The same, of a part of the phase, with nothing but its deliverables to show. */
  public Manifest readingNothing(Phase part) {
    return new Manifest(
        scoping.about(part), List.of(), tests, dependencies, estimate, failedEstimate, objections);
  }

  /** A path and why it is here. */
  public record ScopedPath(RepoPath path, String reason) {}
}
