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
   */
  record Finished(StopReason reason, String word, Usage usage, Timing timing) implements CallEnd {}

  /**
   * The sink asked to stop.
   *
   * @param usage empty where the provider had not reported any yet
   */
  record Cancelled(Optional<Usage> usage, Timing timing) implements CallEnd {}

  /**
   * The call broke. Text may have arrived before; the caller knows.
   *
   * @param usage what the provider had reported by then
   */
  record Failed(ModelFailure failure, Optional<Usage> usage, Timing timing) implements CallEnd {}

  /** When the first byte of text came, and how long the whole call took. */
  record Timing(Duration firstText, Duration total) {}
}
