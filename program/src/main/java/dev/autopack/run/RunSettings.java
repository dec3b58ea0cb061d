package dev.autopack.run;

import dev.autopack.gate.QualitySettings;
import dev.autopack.gate.Waiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run needs to know of a person's settings.
 *
 * @param models by role or category and complexity, as in a plan
 * @param lastResortModel where neither plan nor settings name one
 * @param attemptsPerPhase where the plan sets no limit
 * @param maxPromptTokens what a prompt may take at most
 * @param approvalPatience how long an answer may take
 * @param waivers gates that a person excuses from speaking
 * @param quality what is asked of quality
 */
public record RunSettings(
    Map<String, List<String>> models,
    String lastResortModel,
    int attemptsPerPhase,
    int maxPromptTokens,
    Duration approvalPatience,
    List<Waiver> waivers,
    QualitySettings quality) {
  public RunSettings {
    models = Map.copyOf(models);
    waivers = List.copyOf(waivers);
  }
}
