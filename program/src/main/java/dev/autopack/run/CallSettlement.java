package dev.autopack.run;

import dev.autopack.budget.Estimate;
import dev.autopack.budget.Usage;
import dev.autopack.model.CallEnd;
import dev.autopack.model.StopReason;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reserved call really took.
 *
 * @param stop the provider's own stop reason, or what broke the call
 * @param units how many closed
 * @param rejected how many pieces were no unit
 */
public record CallSettlement(
    Ending ending, String stop, Bill bill, int units, int rejected, Timing timing, Reply reply) {
  /** Of a call whose reply nobody looked at. */
  public CallSettlement(
      Ending ending, String stop, Bill bill, int units, int rejected, Timing timing) {
    this(ending, stop, bill, units, rejected, timing, Reply.UNKNOWN);
  }

  /** Of a call that was in flight when its process died. */
  static CallSettlement lost(CallReservation reservation) {
    return new CallSettlement(
        Ending.LOST, "the process died", Billing.reserved(reservation), 0, 0, new Timing(0, 0));
  }

  /** How the provider, or whatever broke the call, names its end. */
  static String stop(CallEnd end) {
    return switch (end) {
      case CallEnd.Finished(_, var word, _, _) -> word;
      case CallEnd.Cancelled _ -> "cancelled";
      case CallEnd.Failed(var failure, _, _) -> failure.getClass().getSimpleName();
    };
  }

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

  /**
   * What telemetry asks of the text that came.
   *
   * @param stopped why the provider ended it; empty where the provider did not
   * @param chars how long it was
   * @param foreign the framing it came in, where that was not the one asked for
   * @param refined what a declaration made of the estimate; empty where none came
   * @param kept the text's SHA-256, by which it is kept; empty where there is none, or where it is
   *     known by its units
   */
  public record Reply(
      Optional<StopReason> stopped,
      OptionalLong chars,
      Optional<String> foreign,
      Optional<Estimate> refined,
      Optional<String> kept) {
    public static final Reply UNKNOWN =
        new Reply(Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());

    /** Of a text that is known by its units. */
    public Reply(
        Optional<StopReason> stopped,
        OptionalLong chars,
        Optional<String> foreign,
        Optional<Estimate> refined) {
      this(stopped, chars, foreign, refined, Optional.empty());
    }
  }
}
