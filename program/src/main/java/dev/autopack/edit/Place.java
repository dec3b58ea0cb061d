package dev.autopack.edit;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stretch of a text that a replacement may mean.
 *
 * @param with what would stand there; empty where that cannot be said
 */
record Place(int from, int to, Rung rung, Supplier<Optional<String>> with) {
  static Place of(int from, int to, Rung rung, String with) {
    return new Place(from, to, rung, () -> Optional.of(with));
  }

  static Place of(LinePlace place, Rung rung, TextLines fresh, Alignment alignment) {
    return new Place(place.from(), place.to(), rung, () -> place.with(fresh, alignment));
  }

  boolean overlaps(int start, int end) {
    return from < end && start < to;
  }
}
