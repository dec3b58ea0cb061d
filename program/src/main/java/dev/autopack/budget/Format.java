package dev.autopack.budget;

import java.util.Locale;

/** How a builder writes its units down. */
public enum Format {
  NDJSON,
  ENVELOPE,
  FULL_FILE,
  DIFF;

  /** As written in settings, on the command line and in the store. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
