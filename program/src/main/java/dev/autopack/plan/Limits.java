package dev.autopack.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Bounds that a plan sets on a run or a phase; an absent one is not set. */
public record Limits(
    OptionalLong tokens, Optional<BigDecimal> usd, OptionalInt minutes, OptionalInt attempts) {
  public static final Limits NONE =
      new Limits(OptionalLong.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
}
