package dev.autopack.budget;

import java.math.BigDecimal;

/** What a model costs, in USD per million tokens. */
public record Price(
    BigDecimal input, BigDecimal output, BigDecimal cacheRead, BigDecimal cacheWrite) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  public Price {
    if (input.signum() < 0
        || output.signum() < 0
        || cacheRead.signum() < 0
        || cacheWrite.signum() < 0) {
      throw new IllegalArgumentException("a negative price");
    }
  }

  /** The exact cost of a call in USD. */
  public BigDecimal of(Usage usage) {
    return input
        .multiply(BigDecimal.valueOf(usage.input()))
        .add(output.multiply(BigDecimal.valueOf(usage.output())))
        .add(cacheRead.multiply(BigDecimal.valueOf(usage.cacheRead())))
        .add(cacheWrite.multiply(BigDecimal.valueOf(usage.cacheWrite())))
        .divide(MILLION);
  }

  /** The most a call can cost in USD, whatever its provider makes of its cache. */
  public BigDecimal ceiling(long inputTokens, long outputTokens) {
    return input
        .max(cacheWrite)
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(output.multiply(BigDecimal.valueOf(outputTokens)))
        .divide(MILLION);
  }
}
