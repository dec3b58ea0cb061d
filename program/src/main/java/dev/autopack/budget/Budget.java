package dev.autopack.budget;

import dev.autopack.plan.Intent;

/**
 * What one call may emit. The same object is sent, enforced and recorded.
 *
 * @param maxOutputTokens what the provider is told
 * @param reason why this many
 */
public record Budget(Estimate estimate, int maxOutputTokens, String reason) {
  public Budget {
    if (maxOutputTokens <= 0) {
      throw new IllegalArgumentException("a budget of " + maxOutputTokens);
    }
  }

  /**
   * The estimate's p95, at least the floor of the work's category, at most what the model can emit.
   */
  public static Budget covering(Estimate estimate, Intent intent, ModelProfile.Window window) {
    int floor = Floor.of(intent);
    int cap = window.maxOutputTokens();
    long wanted = Math.max(estimate.p95(), floor);
    var from =
        estimate.p95() >= floor
            ? "p95 of the estimate"
            : "floor of %s, %s complexity"
                .formatted(intent.category().id(), intent.complexity().id());
    return wanted <= cap
        ? new Budget(estimate, (int) wanted, "%s: %d".formatted(from, wanted))
        : new Budget(
            estimate, cap, "%s: %d, held to the model's cap %d".formatted(from, wanted, cap));
  }
}
