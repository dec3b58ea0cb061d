package dev.autopack.budget;

/**
 * Output tokens one batch is expected to take.
 *
 * @param p50 what it will probably cost
 * @param p95 what to allow for
 * @param reason how the numbers came about, for people
 */
public record Estimate(Format format, long p50, long p95, String reason) {
  public Estimate {
    if (p50 < 0 || p95 < p50) {
      throw new IllegalArgumentException("p50 %d, p95 %d".formatted(p50, p95));
    }
  }
}
