package demo;

/** Prices in cents. */
public final class Price {
  private Price() {}

  public static int withTax(int cents) {
    return cents + cents / 5;
  }
}
