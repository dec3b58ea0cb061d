package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What a person wants built: phases in the order written, each with what it depends on.
 *
 * @param models model names in order of escalation, by role ({@code builder}) or by category and
 *     complexity ({@code backend:high}), which wins over the role
 */
public record Plan(
    String name, String goal, Limits limits, Map<String, List<String>> models, List<Phase> phases) {
  public Plan {
    models = Map.copyOf(models);
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("plan '%s' without a phase".formatted(name));
    }
  }

  public Plan withLimits(Limits others) {
    return new Plan(name, goal, others, models, phases);
  }

  public Plan withPhases(List<Phase> others) {
    return new Plan(name, goal, limits, models, others);
  }

  public Phase phase(PhaseId id) {
    return phases.stream()
        .filter(phase -> phase.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no phase '%s'".formatted(id)));
  }

  /** What the phases deliver that a phase depends on, directly or not, in the plan's order. */
  public List<RepoPath> foundations(Phase phase) {
    var open = new ArrayDeque<>(phase.dependsOn());
    var below = new HashSet<PhaseId>();
    while (!open.isEmpty()) {
      var id = open.pop();
      if (below.add(id)) {
        open.addAll(phase(id).dependsOn());
      }
    }
    return phases.stream()
        .filter(other -> below.contains(other.id()))
        .flatMap(other -> other.deliverables().stream())
        .map(Deliverable::path)
        .distinct()
        .toList();
  }
}
