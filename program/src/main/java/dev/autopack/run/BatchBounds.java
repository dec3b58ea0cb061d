package dev.autopack.run;

import dev.autopack.budget.Budget;
import dev.autopack.budget.ModelProfile;

/**
 * How much a batch may take with all its continuations, however steadily it grows.
 *
 * @param calls those lost in a crash left out
 * @param outputTokens what all calls may be allowed together
 */
record BatchBounds(int calls, long outputTokens) {
  private static final int CALLS = 8;

  /** More than that is no honest batch: one estimate in twenty is passed, none by so much. */
  private static final int TIMES = 4;

  /** Some times what the estimate allows for, and as many times what the model emits at once. */
  static BatchBounds of(Budget first, ModelProfile.Window window) {
    long cap = window.maxOutputTokens();
    long tokens = TIMES * Math.max(cap, first.estimate().p95());
    return new BatchBounds(CALLS + (int) Math.min(1_000, tokens / cap), tokens);
  }
}
