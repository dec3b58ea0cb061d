package dev.autopack.budget;

/**
 * Tokens of one call as the provider reported them, never guessed. {@code input} is what was billed
 * at the full price: cache reads and writes are apart. {@code reasoning} is part of {@code output}.
 */
public record Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public Usage {
    if (input < 0 || cacheRead < 0 || cacheWrite < 0 || output < 0 || reasoning < 0) {
      throw new IllegalArgumentException("negative tokens");
    }
  }

  public long total() {
    return input + cacheRead + cacheWrite + output;
  }

  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite,
        output + other.output,
        reasoning + other.reasoning);
  }
}
