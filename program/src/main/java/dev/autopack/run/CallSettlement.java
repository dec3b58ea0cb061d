package dev.autopack.run;

import dev.autopack.budget.Usage;
import java.math.BigDecimal;

/**
 * What a reserved call really took.
 *
 * @param stop the provider's own stop reason, or what broke the call
 * @param units how many closed
 * @param rejected how many pieces were no unit
 */
public record CallSettlement(
    Ending ending, String stop, Bill bill, int units, int rejected, Timing timing) {
  /** How a call ended, for metrics. */
  public enum Ending {
    COMPLETE,
    /** It ended, but broke the format. */
    MALFORMED,
    CUT,
    CANCELLED,
    FAILED,
    /** In flight when the process died; counted at its reserved price. */
    LOST
  }

  /** What the call counts for, and who says so. */
  public record Bill(Source source, Usage usage, BigDecimal usd) {
    /** Where the numbers come from. */
    public enum Source {
      /** The provider reported them. */
      REPORTED,
      /** The stream ended before the provider reported; counted by our tokenizer. */
      COUNTED,
      /** Nobody knows; the reservation stands. */
      RESERVED
    }
  }

  /** In milliseconds. */
  public record Timing(long firstTextMillis, long totalMillis) {}
}
