package dev.autopack.plan;

import java.util.List;

/** One unit of work of a plan: it ends in one commit with evidence, or in a clean rollback. */
public record Phase(
    PhaseId id,
    Intent intent,
    List<PhaseId> dependsOn,
    List<Deliverable> deliverables,
    Scope scope,
    Validation validation,
    Limits limits) {
  public Phase {
    dependsOn = List.copyOf(dependsOn);
    deliverables = List.copyOf(deliverables);
  }
}
