package dev.autopack.run;

import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which model builds a phase, and why: category and complexity before role, the plan before the
 * settings. The reason is journalled.
 */
public record ModelChoice(String model, String reason) {
  private static final String ROLE = "builder";
  private static final String AUDITOR = "auditor";

  /** The model that audits what was built; empty where neither plan nor settings name one. */
  static Optional<String> auditor(Plan plan, Map<String, List<String>> settings) {
    return Stream.of(plan.models(), settings)
        .flatMap(models -> models.getOrDefault(AUDITOR, List.of()).stream())
        .findFirst();
  }

  /** Chooses the first model of the first list that speaks of this phase. */
  public static ModelChoice of(
      Plan plan, Map<String, List<String>> settings, String lastResort, Phase phase) {
    var intent = phase.intent();
    var precise = intent.category().id() + ":" + intent.complexity().id();
    for (var key : List.of(precise, ROLE)) {
      var ofPlan = plan.models().getOrDefault(key, List.of());
      if (!ofPlan.isEmpty()) {
        return new ModelChoice(ofPlan.getFirst(), "the plan's models name it for " + key);
      }
    }
    for (var key : List.of(precise, ROLE)) {
      var ofSettings = settings.getOrDefault(key, List.of());
      if (!ofSettings.isEmpty()) {
        return new ModelChoice(ofSettings.getFirst(), "the settings name it for " + key);
      }
    }
    return new ModelChoice(lastResort, "neither plan nor settings name a builder");
  }
}
