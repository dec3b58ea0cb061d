package dev.autopack.run;

/**
 * A step cannot be done for now, though nothing is wrong with it. An exception because it must not
 * become a step's result: the resumed turn would read it for ever.
 */
final class NotNow extends RuntimeException {
  private final SuspendedBy by;

  NotNow(SuspendedBy by, String detail) {
    super(detail, null, false, false);
    this.by = by;
  }

  SuspendedBy by() {
    return by;
  }
}
