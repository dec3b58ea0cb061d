package dev.autopack.gate.quality.coverage;

import java.math.BigDecimal;

/** Reads the numbers of reports. */
final class Numbers {
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int MAX_DIGITS = 40;
  private static final long MOST_IN_A_FILE = 1_000_000_000;

  private Numbers() {}

  /**
   * How often something ran: never less than not at all, and bounded where it is beyond counting.
   */
  static long count(String text) throws MalformedReportException {
    var plain = text.strip();
    try {
      return Math.max(0, Long.parseLong(plain));
    } catch (NumberFormatException _) {
      return large(plain);
    }
  }

  private static long large(String text) throws MalformedReportException {
    try {
      if (text.length() <= MAX_DIGITS) {
        return new BigDecimal(text).max(BigDecimal.ZERO).min(MOST).longValue();
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new MalformedReportException("'%s' is no count".formatted(text));
  }

  /**
   * How many of something a file has; more than a file can have is no report. Zero where absent.
   */
  static long amount(String text) throws MalformedReportException {
    var amount = countOrZero(text);
    if (amount > MOST_IN_A_FILE) {
      throw new MalformedReportException("'%s' is more than there can be".formatted(text));
    }
    return amount;
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
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new MalformedReportException("'%s' is no line number".formatted(text));
  }
}
