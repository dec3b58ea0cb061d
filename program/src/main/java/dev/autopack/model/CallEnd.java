package dev.autopack.model;

import dev.autopack.budget.Usage;
import java.time.Duration;
import java.util.Optional;

/** How one call ended. */
public sealed interface CallEnd {
  Timing timing();

  /**
   * The provider said it was done.
   *
   * @param word the provider's own stop reason
   * @param usage empty where the provider reported none: nothing is guessed here, such a call is
   *     settled at what was reserved for it
   */
  record Finished(StopReason reason, String word, Optional<Usage> usage, Timing timing)
      implements CallEnd {}

  /**
   * The sink asked to stop.
   *
   * @param usage what the provider had reported by then. Its output is 0 until the final count
   *     came: what was received is billed all the same and must be counted
   */
  record Cancelled(Optional<Usage> usage, Timing timing) implements CallEnd {}

  /**
   * The call broke. Text may have arrived before; the caller knows.
   *
   * @param usage as for {@link Cancelled}
   */
  record Failed(ModelFailure failure, Optional<Usage> usage, Timing timing) implements CallEnd {}

  /**
   * How long the call took.
   *
   * @param firstText from the request to the first text; the total where none came
   */
  record Timing(Duration firstText, Duration total) {}
}
