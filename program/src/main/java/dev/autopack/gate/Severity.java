package dev.autopack.gate;

import java.util.Locale;

/** How much is broken; it chooses the response, never whether the phase is blocked. */
public enum Severity {
  NONE,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  private static final int MEDIUM_FROM = 2;
  private static final int HIGH_FROM = 5;
  private static final int CRITICAL_FROM = 10;

  /** By the number of persistent regressions. */
  public static Severity of(int regressions) {
    if (regressions >= CRITICAL_FROM) {
      return CRITICAL;
    }
    if (regressions >= HIGH_FROM) {
      return HIGH;
    }
    if (regressions >= MEDIUM_FROM) {
      return MEDIUM;
    }
    return regressions > 0 ? LOW : NONE;
  }

  /** As in evidence and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
