package dev.autopack.run;

import java.util.Locale;

/** Why a phase or run does not go on for now. */
public enum SuspendedBy {
  /** A limit of the plan would be passed. */
  BUDGET,
  /** A provider has trouble or asks to wait. */
  QUOTA,
  /** A person interrupted. */
  OPERATOR;

  /** As kept with a phase. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
