package dev.autopack.gate.quality.coverage;

import java.math.BigDecimal;

/** Reads the numbers of reports. */
final class Numbers {
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int MAX_DIGITS = 40;

  private Numbers() {}

  /**
   * How often something ran: never less than not at all, and bounded where it is beyond counting.
   */
  static long count(String text) throws MalformedReportException {
    var plain = text.strip();
    try {
      return Math.max(0, Long.parseLong(plain));
    } catch (NumberFormatException e) {
      return large(plain);
    }
  }

  private static long large(String text) throws MalformedReportException {
    try {
      if (text.length() <= MAX_DIGITS) {
        return new BigDecimal(text).max(BigDecimal.ZERO).min(MOST).longValue();
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new MalformedReportException("'%s' is no count".formatted(text));
  }

  /** Zero where the tool left it out. */
  static long countOrZero(String text) throws MalformedReportException {
    return text.isEmpty() ? 0 : count(text);
  }

  static int line(String text) throws MalformedReportException {
    try {
      var line = Integer.parseInt(text.strip());
      if (line >= 0) {
        return line;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new MalformedReportException("'%s' is no line number".formatted(text));
  }
}
