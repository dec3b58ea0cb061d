package dev.autopack.bench.estimate;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param sample how many values it is made of
 * @param unit how the value is to be read
 */
record Measure(String what, int sample, double value, Unit unit, Bound bound) {
  enum Unit {
    SHARE,
    RATIO
  }

  /** What is aimed at, and what may not be passed. */
  sealed interface Bound {
    record Most(double goal, double limit) implements Bound {}

    record Least(double goal, double limit) implements Bound {}

    /** Told for orientation. */
    record None() implements Bound {}
  }

  static Measure share(String what, int sample, double value, Bound bound) {
    return new Measure(what, sample, value, Unit.SHARE, bound);
  }

  static Measure ratio(String what, int sample, double value, Bound bound) {
    return new Measure(what, sample, value, Unit.RATIO, bound);
  }

  static Bound most(double goal, double limit) {
    return new Bound.Most(goal, limit);
  }

  static Bound least(double goal, double limit) {
    return new Bound.Least(goal, limit);
  }

  /** Of no sample nothing can be said, so nothing holds. */
  boolean holds() {
    return switch (bound) {
      case Bound.Most(var _, var limit) -> value <= limit;
      case Bound.Least(var _, var limit) -> value >= limit;
      case Bound.None() -> true;
    };
  }

  String cells() {
    return switch (bound) {
      case Bound.Most(var goal, var limit) -> cells(shown(goal), "at most " + shown(limit));
      case Bound.Least(var goal, var limit) -> cells(shown(goal), "at least " + shown(limit));
      case Bound.None() -> cells("–", "–");
    };
  }

  private String cells(String goal, String limit) {
    return "| %s | %d | %s | %s | %s |".formatted(what, sample, shown(value), goal, limit);
  }

  private String shown(double number) {
    return switch (unit) {
      case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * number);
      case RATIO -> String.format(Locale.ROOT, "%.2f", number);
    };
  }
}
