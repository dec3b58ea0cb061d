package dev.autopack.telemetry;

import java.util.OptionalDouble;

/** What a metric should come to: above or below a bound, as a fraction. */
public record Target(Side side, double bound, OptionalDouble alarm) {
  /** On which side of the bound the good values are. */
  public enum Side {
    BELOW,
    ABOVE
  }

  /** What a value is worth. */
  public enum Verdict {
    MET,
    MISSED,
    /** So far off that somebody should look. */
    ALARM,
    /** There is no value. */
    UNKNOWN
  }

  static Target below(double bound) {
    return new Target(Side.BELOW, bound, OptionalDouble.empty());
  }

  static Target above(double bound) {
    return new Target(Side.ABOVE, bound, OptionalDouble.empty());
  }

  /** The same, with a bound past which the value is an alarm. */
  Target alarm(double past) {
    return new Target(side, bound, OptionalDouble.of(past));
  }

  /** Judges what a metric came to. */
  public Verdict judge(Measure measure) {
    if (measure.value().isEmpty()) {
      return Verdict.UNKNOWN;
    }
    var value = measure.value().getAsDouble();
    if (alarm.isPresent() && isPast(value, alarm.getAsDouble())) {
      return Verdict.ALARM;
    }
    return isGood(value) ? Verdict.MET : Verdict.MISSED;
  }

  private boolean isGood(double value) {
    return switch (side) {
      case BELOW -> value < bound;
      case ABOVE -> value > bound;
    };
  }

  private boolean isPast(double value, double limit) {
    return switch (side) {
      case BELOW -> value > limit;
      case ABOVE -> value < limit;
    };
  }
}
