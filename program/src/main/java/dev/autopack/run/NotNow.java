package dev.autopack.run;

/**
 * A step cannot be done for now, though nothing is wrong with it. An exception because it must not
 * become a step's result: the resumed turn would read it for ever.
 */
final class NotNow extends RuntimeException {
  private final SuspendedBy by;
  private final Reach reach;

  /** How much of the run it stops. */
  enum Reach {
    /** A limit of the phase itself: other phases may go on. */
    PHASE,
    RUN
  }

  NotNow(SuspendedBy by, String detail) {
    this(by, Reach.RUN, detail);
  }

  NotNow(SuspendedBy by, Reach reach, String detail) {
    super(detail, null, false, false);
    this.by = by;
    this.reach = reach;
  }

  SuspendedBy by() {
    return by;
  }

  Reach reach() {
    return reach;
  }
}
