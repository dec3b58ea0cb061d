package dev.autopack.budget;

/**
 * Output tokens one batch is expected to take.
 *
 * @param writing how it is taken to change the files that are there
 * @param p50 what it will probably cost
 * @param p95 what to allow for
 * @param calibratedBy what both were multiplied with by a {@link Calibration}; 1 if none was
 * @param reason how the numbers came about, for people
 */
public record Estimate(
    Format format, Writing writing, long p50, long p95, double calibratedBy, String reason) {
  public Estimate {
    if (p50 < 0 || p95 < p50) {
      throw new IllegalArgumentException("p50 %d, p95 %d".formatted(p50, p95));
    }
    if (!(calibratedBy > 0)) {
      throw new IllegalArgumentException("calibrated by " + calibratedBy);
    }
  }

  /** An estimate of edits that no calibration touched. */
  public Estimate(Format format, long p50, long p95, String reason) {
    this(format, Writing.EDITS, p50, p95, 1, reason);
  }

  /** The same, corrected by what settled calls have shown. */
  public Estimate calibrated(double factor) {
    return factor == 1
        ? this
        : new Estimate(
            format,
            writing,
            Math.round(p50 * factor),
            Math.round(p95 * factor),
            calibratedBy * factor,
            "%s; times %.2f, as earlier calls have shown".formatted(reason, factor));
  }

  /** The same, of a reply that begins by declaring so many files. */
  public Estimate declaring(int files) {
    long more = Declaring.tokens(files);
    return new Estimate(
        format,
        writing,
        p50 + more,
        p95 + more,
        calibratedBy,
        "%s; with %d tokens to declare them".formatted(reason, more));
  }

  /** The p50 without the calibration: what the next calibration compares with. */
  public long uncalibrated() {
    return Math.max(1, Math.round(p50 / calibratedBy));
  }
}
