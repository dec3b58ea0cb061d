package dev.autopack.budget;

/**
 * What one settled call taught of its estimate. Only the first call of a batch is asked for all of
 * it, so only that one is compared; a call that was cancelled, failed or lost says nothing.
 *
 * @param repository names the repository the same way at every run
 * @param predicted the estimate's p50 in tokens before any calibration, {@link
 *     Estimate#uncalibrated}
 * @param actual output tokens of the reply itself, without what the model thought
 */
public record Observation(
    String repository, Stratum stratum, long predicted, long actual, Reach reach) {
  /** How much of the reply was seen. */
  public enum Reach {
    WHOLE,
    /** The reply was cut: its true size is {@code actual} or more. */
    CUT
  }

  public Observation {
    if (predicted <= 0 || actual < 0) {
      throw new IllegalArgumentException("predicted %d, actual %d".formatted(predicted, actual));
    }
  }

  /** How many times as large as predicted it was, or at least was. */
  double ratio() {
    return (double) actual / predicted;
  }
}
