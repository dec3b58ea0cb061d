package dev.autopack.cli;

import dev.autopack.plan.Limits;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Limits of a run that a person sets on the command line, over those of the plan. */
final class LimitOptions {
  @Option(names = "--max-tokens", paramLabel = "N", description = "At most this many tokens.")
  private @Nullable Long tokens;

  @Option(names = "--max-usd", paramLabel = "USD", description = "At most this much money.")
  private @Nullable BigDecimal usd;

  @Option(names = "--max-minutes", paramLabel = "N", description = "At most this much work.")
  private @Nullable Integer minutes;

  @Option(names = "--max-attempts", paramLabel = "N", description = "At most this many attempts.")
  private @Nullable Integer attempts;

  Limits limits() {
    return new Limits(
        tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens),
        Optional.ofNullable(usd),
        minutes == null ? OptionalInt.empty() : OptionalInt.of(minutes),
        attempts == null ? OptionalInt.empty() : OptionalInt.of(attempts));
  }
}
