package dev.autopack.telemetry;

import java.math.BigDecimal;

/**
 * What audits took: calls of a model that judges and writes nothing, so none of what is said of
 * builder calls counts them.
 *
 * @param calls settled ones
 * @param input tokens of their prompts, cached ones among them
 * @param output tokens that came out, those of reasoning among them
 */
public record Audits(int calls, long input, long output, BigDecimal usd) {
  public static final Audits NONE = new Audits(0, 0, 0, BigDecimal.ZERO);

  /** Both together. */
  public Audits plus(Audits other) {
    return new Audits(
        calls + other.calls, input + other.input, output + other.output, usd.add(other.usd));
  }
}
