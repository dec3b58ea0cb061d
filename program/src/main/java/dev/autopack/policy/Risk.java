package dev.autopack.policy;

/** How much harm a change could do, scored once, from the diff. */
public enum Risk {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
