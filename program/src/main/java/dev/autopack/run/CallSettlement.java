package dev.autopack.run;

import dev.autopack.budget.Usage;
import java.math.BigDecimal;

/**
 * What a call really took.
 *
 * @param ending how it ended
 * @param stop the provider's own stop reason; empty where there was none
 * @param usage as the provider reported it; the reservation's where it was lost
 * @param units how many closed
 * @param rejected how many pieces were no unit
 */
public record CallSettlement(
    Ending ending,
    String stop,
    Usage usage,
    BigDecimal usd,
    int units,
    int rejected,
    Timing timing) {
  /** How a call ended, for metrics. */
  public enum Ending {
    COMPLETE,
    CUT,
    CANCELLED,
    FAILED,
    /** In flight when the process died; counted at its reserved price. */
    LOST
  }

  /** In milliseconds. */
  public record Timing(long firstTextMillis, long totalMillis) {}
}
