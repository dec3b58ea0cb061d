package dev.autopack.run;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How amounts in USD are shown: never rounded down to nothing. */
public final class Money {
  private Money() {}

  public static String show(BigDecimal usd) {
    if (usd.signum() == 0) {
      return "0.00";
    }
    var cents = usd.setScale(2, RoundingMode.HALF_UP);
    return usd.compareTo(new BigDecimal("0.10")) >= 0
        ? cents.toPlainString()
        : usd.setScale(4, RoundingMode.UP).toPlainString();
  }

  /** Every digit, where two amounts must be told apart. */
  public static String exact(BigDecimal usd) {
    var plain = usd.stripTrailingZeros();
    return plain.setScale(Math.max(2, plain.scale())).toPlainString();
  }
}
