package dev.autopack.plan;

import java.util.List;

/**
 * One unit of work of a plan: it ends in one commit with evidence, or in a clean rollback.
 *
 * @param deliverables the files it must deliver, as far as the plan lists them one by one
 * @param wide folders and patterns among its deliverables: each stands for files that are there
 */
public record Phase(
    PhaseId id,
    Intent intent,
    List<PhaseId> dependsOn,
    List<Deliverable> deliverables,
    List<PathPattern> wide,
    Scope scope,
    Validation validation,
    Limits limits) {
  public Phase {
    dependsOn = List.copyOf(dependsOn);
    deliverables = List.copyOf(deliverables);
    wide = List.copyOf(wide);
  }

  /** A phase that lists every file. */
  public Phase(
      PhaseId id,
      Intent intent,
      List<PhaseId> dependsOn,
      List<Deliverable> deliverables,
      Scope scope,
      Validation validation,
      Limits limits) {
    this(id, intent, dependsOn, deliverables, List.of(), scope, validation, limits);
  }

  /** Whether it says at all which files it is about, one by one or widely. */
  public boolean namesFiles() {
    return !deliverables.isEmpty() || !wide.isEmpty();
  }

  /** The same phase with every file listed. */
  public Phase listing(List<Deliverable> files) {
    return new Phase(id, intent, dependsOn, files, List.of(), scope, validation, limits);
  }

  public Phase withIntent(Intent other) {
    return new Phase(id, other, dependsOn, deliverables, wide, scope, validation, limits);
  }
}
