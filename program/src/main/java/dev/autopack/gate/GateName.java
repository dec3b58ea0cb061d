package dev.autopack.gate;

import java.util.Locale;

/** The gates there are. */
public enum GateName {
  TESTS,
  DELIVERABLES,
  MANIFEST,
  QUALITY;

  /** As written in evidence, reports and settings. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
