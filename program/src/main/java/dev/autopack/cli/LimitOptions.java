package dev.autopack.cli;

import dev.autopack.plan.Limits;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Limits of a run that a person sets on the command line, over those of the plan. */
final class LimitOptions {
  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      converter = Whole.class,
      description = "At most this many tokens.")
  private @Nullable Long tokens;

  @Option(
      names = "--max-usd",
      paramLabel = "USD",
      converter = Amount.class,
      description = "At most this much money.")
  private @Nullable BigDecimal usd;

  @Option(
      names = "--max-minutes",
      paramLabel = "N",
      converter = Count.class,
      description = "At most this many minutes of work.")
  private @Nullable Integer minutes;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      converter = Count.class,
      description = "At most this many attempts.")
  private @Nullable Integer attempts;

  Limits limits() {
    return new Limits(
        tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens),
        Optional.ofNullable(usd),
        minutes == null ? OptionalInt.empty() : OptionalInt.of(minutes),
        attempts == null ? OptionalInt.empty() : OptionalInt.of(attempts));
  }

  /** Tokens. */
  static final class Whole implements ITypeConverter<Long> {
    @Override
    public Long convert(String written) {
      try {
        var number = Long.parseLong(written);
        if (number > 0) {
          return number;
        }
      } catch (NumberFormatException _) {
        // Refused below, like a number that is too small.
      }
      throw refused(written, "a whole number above 0");
    }
  }

  /** Minutes or attempts. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String written) {
      try {
        var number = Integer.parseInt(written);
        if (number > 0) {
          return number;
        }
      } catch (NumberFormatException _) {
        // Refused below, like a number that is too small.
      }
      throw refused(written, "a whole number from 1 to " + Integer.MAX_VALUE);
    }
  }

  /** US dollars. */
  static final class Amount implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String written) {
      if (written.matches("[0-9]{1,9}([.][0-9]{1,6})?")) {
        var amount = new BigDecimal(written);
        if (amount.signum() > 0) {
          return amount;
        }
      }
      throw refused(written, "an amount above 0, such as 2.50");
    }
  }

  private static TypeConversionException refused(String written, String wanted) {
    return new TypeConversionException("'%s' is not %s".formatted(written, wanted));
  }
}
