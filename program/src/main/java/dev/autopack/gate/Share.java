package dev.autopack.gate;

import java.util.OptionalDouble;

/** How many of how many are covered. */
public record Share(long covered, long total) {
  public static final Share NONE = new Share(0, 0);

  public Share {
    if (covered < 0 || covered > total) {
      throw new IllegalArgumentException("%d of %d cannot be".formatted(covered, total));
    }
  }

  /** Both together, where they have nothing in common. */
  public Share plus(Share other) {
    return new Share(covered + other.covered, total + other.total);
  }

  /** The larger of each, where both speak of the same. */
  public Share max(Share other) {
    return new Share(Math.max(covered, other.covered), Math.max(total, other.total));
  }

  /** From 0 to 100; empty where there is nothing to cover. */
  public OptionalDouble percent() {
    return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * covered / total);
  }

  @Override
  public String toString() {
    return covered + " of " + total;
  }
}
