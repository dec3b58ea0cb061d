package dev.autopack.budget;

import dev.autopack.plan.Intent;

/**
 * What one call may emit. The same object is sent, enforced and recorded.
 *
 * @param maxOutputTokens what the provider is told
 * @param reason why this many
 */
public record Budget(Estimate estimate, int maxOutputTokens, String reason) {
  /** The least that is asked for to go on. */
  public static final int LEAST_REST = 1_024;

  public Budget {
    if (maxOutputTokens <= 0) {
      throw new IllegalArgumentException("a budget of " + maxOutputTokens);
    }
  }

  /**
   * The estimate's p95, at least the floor of the work's category, and what the model may think; at
   * most what the model can emit.
   */
  public static Budget covering(Estimate estimate, Intent intent, ModelProfile.Window window) {
    int floor = Floor.of(intent);
    long reply = Math.max(estimate.p95(), floor);
    var from =
        estimate.p95() >= floor
            ? "p95 of the estimate"
            : "floor of %s, %s complexity"
                .formatted(intent.category().id(), intent.complexity().id());
    return within(window, estimate, reply, from);
  }

  /**
   * What a call may emit that goes on where an earlier one broke off: what of the estimate's p95 is
   * left. Where the calls so far used up what they were allowed, it was too low, and as much again
   * is allowed.
   *
   * @param emitted output tokens of the calls so far
   * @param kept of these, what need not be sent again
   */
  public static Budget rest(
      Estimate estimate, long emitted, long kept, Reached reached, ModelProfile.Window window) {
    var left = Math.max(estimate.p95() - kept, LEAST_REST);
    var most =
        reached == Reached.ALLOWANCE ? Math.max(left, emitted) : Math.max(left, estimate.p95() / 4);
    var likely = Math.min(most, Math.max(estimate.p50() - kept, most / 2));
    var rest =
        new Estimate(
            estimate.format(),
            estimate.writing(),
            likely,
            most,
            estimate.calibratedBy(),
            "the rest after %d tokens of: %s".formatted(kept, estimate.reason()));
    return within(window, rest, most, "p95 of the rest");
  }

  /** The same, but no more than that. */
  public Budget atMost(long tokens) {
    return maxOutputTokens <= tokens
        ? this
        : new Budget(
            estimate, (int) tokens, "%s, held to the batch's %d".formatted(reason, tokens));
  }

  /** Whether calls that broke off had used up what they were allowed. */
  public enum Reached {
    ALLOWANCE,
    LESS
  }

  private static Budget within(
      ModelProfile.Window window, Estimate estimate, long reply, String from) {
    int thinking = window.thinkingTokens();
    int cap = window.maxOutputTokens();
    var reason =
        "%s: %d%s"
            .formatted(from, reply, thinking == 0 ? "" : ", and %d to think".formatted(thinking));
    return reply + thinking <= cap
        ? new Budget(estimate, (int) (reply + thinking), reason)
        : new Budget(estimate, cap, "%s, held to the model's cap %d".formatted(reason, cap));
  }
}
