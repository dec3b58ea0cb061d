package dev.autopack.run;

import dev.autopack.budget.Budget;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.TokenCounter;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import java.math.BigDecimal;

/**
 * What a call may take at most, written down before it is made.
 *
 * @param inputTokens the prompt's, counted by our tokenizer
 * @param usd the price of the prompt and of the whole output budget
 */
public record CallReservation(
    CallKey key,
    String model,
    Budget budget,
    Shape shape,
    int inputTokens,
    BigDecimal usd,
    Purpose purpose) {
  /** What a call is made for. */
  public enum Purpose {
    /** A builder writes; what telemetry says of calls is of these. */
    BUILD,
    /** An auditor judges: no edits are asked for. */
    AUDIT
  }

  /** A builder's. */
  public CallReservation(
      CallKey key, String model, Budget budget, Shape shape, int inputTokens, BigDecimal usd) {
    this(key, model, budget, shape, inputTokens, usd, Purpose.BUILD);
  }

  /** What telemetry groups calls by. */
  public record Shape(Category category, Complexity complexity, int scopeFiles, boolean batched) {}

  /** Tokens taken out of the limits until the call is settled. */
  public long tokens() {
    return (long) inputTokens + budget.maxOutputTokens();
  }

  /** What is reserved for the whole prompt of a request. */
  static int inputTokens(ModelRequest request) {
    var counted = TokenCounter.count(request.system());
    for (var turn : request.turns()) {
      counted += TokenCounter.count(turn.text());
    }
    return withMargin(counted);
  }

  /**
   * What is reserved for a prompt of that many tokens. They are counted by one tokenizer for all
   * providers, so a quarter is added: others make more tokens of the same text.
   */
  static int withMargin(int counted) {
    return counted + counted / 4 + 16;
  }
}
