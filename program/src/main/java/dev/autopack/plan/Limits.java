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

  /** These, and where one is not set the other's. */
  public Limits orElse(Limits other) {
    return new Limits(
        tokens.isPresent() ? tokens : other.tokens,
        usd.or(() -> other.usd),
        minutes.isPresent() ? minutes : other.minutes,
        attempts.isPresent() ? attempts : other.attempts);
  }
}
