package dev.autopack.output;

import dev.autopack.budget.Format;
import java.util.Locale;

/** What a reply turns out to be written in: a format, or something that models fall back to. */
public enum Dialect {
  NDJSON("one JSON object an operation"),
  ENVELOPE("operations between '@@@' lines"),
  FULL_FILE("one JSON object with a list of files"),
  DIFF("a unified diff"),
  SEARCH_REPLACE("SEARCH/REPLACE blocks"),
  BEGIN_PATCH("a '*** Begin Patch' envelope"),
  FENCED_FILES("whole files in code fences");

  private final String words;

  Dialect(String words) {
    this.words = words;
  }

  public static Dialect of(Format format) {
    return valueOf(format.name());
  }

  /** As written in events and on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, in the middle of a sentence. */
  public String words() {
    return words;
  }

  /** Whether a reply in it says itself that it has ended. */
  boolean saysItsEnd() {
    return switch (this) {
      case NDJSON, ENVELOPE, FULL_FILE, BEGIN_PATCH -> true;
      case DIFF, SEARCH_REPLACE, FENCED_FILES -> false;
    };
  }
}
