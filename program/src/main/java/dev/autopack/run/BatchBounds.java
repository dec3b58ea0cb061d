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

  /** More than that is no honest batch of a model that emits much at once. */
  private static final int TIMES_CAP = 4;

  /** Where nothing like the new files is there yet, all of them may be several times as long. */
  private static final int TIMES_ESTIMATE = 16;

  /** Many times what the estimate allows for, or some times what the model emits at once. */
  static BatchBounds of(Budget first, ModelProfile.Window window) {
    long cap = window.maxOutputTokens();
    long tokens = Math.max(TIMES_CAP * cap, TIMES_ESTIMATE * first.estimate().p95());
    return new BatchBounds(CALLS + (int) Math.min(1_000, tokens / cap), tokens);
  }
}
