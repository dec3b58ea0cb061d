package dev.autopack.output;

/** How much of one reply is read before it is given up. */
public record ReaderLimits(int unitChars, long replyChars, int units) {
  public static final ReaderLimits STANDARD = new ReaderLimits(16_000_000, 128_000_000, 10_000);

  public ReaderLimits {
    if (unitChars <= 0 || replyChars <= 0 || units <= 0) {
      throw new IllegalArgumentException("limits that let nothing through");
    }
  }
}
