package dev.autopack.plan;

import java.util.Locale;

/** How hard a phase's author thinks it is. */
public enum Complexity {
  LOW,
  MEDIUM,
  HIGH;

  /** As written in a plan. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
