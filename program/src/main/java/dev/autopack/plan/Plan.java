package dev.autopack.plan;

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

  public Phase phase(PhaseId id) {
    return phases.stream()
        .filter(phase -> phase.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no phase '%s'".formatted(id)));
  }
}
