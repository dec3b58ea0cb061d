package dev.autopack.telemetry;

import java.util.OptionalDouble;

/**
 * How far an estimate was off, as fractions: 0.3 is 30 %.
 *
 * @param estimated tokens
 * @param actual tokens
 */
public record Miss(long estimated, long actual) {
  public Miss {
    if (estimated < 0 || actual < 0) {
      throw new IllegalArgumentException("estimated %d, actual %d".formatted(estimated, actual));
    }
  }

  /** |actual − estimated| ÷ estimated. */
  public OptionalDouble error() {
    return ratio(difference(), (double) estimated);
  }

  /** The absolute percentage error: |actual − estimated| ÷ actual. */
  public OptionalDouble ape() {
    return ratio(difference(), (double) actual);
  }

  /** The symmetric one: |actual − estimated| ÷ the mean of both; at most 2. */
  public OptionalDouble smape() {
    return ratio(2 * difference(), (double) estimated + actual);
  }

  private double difference() {
    return Math.abs((double) actual - estimated);
  }

  private static OptionalDouble ratio(double part, double whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
  }
}
