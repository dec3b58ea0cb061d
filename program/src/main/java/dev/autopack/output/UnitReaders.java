package dev.autopack.output;

import dev.autopack.budget.Format;

/** Makes the reader of a format. */
public final class UnitReaders {
  private UnitReaders() {}

  public static UnitReader of(Format format) {
    return of(format, ReaderLimits.STANDARD);
  }

  /**
   * A reader that gives a reply up where it passes the limits.
   *
   * @throws IllegalArgumentException for a format that has no reader
   */
  public static UnitReader of(Format format, ReaderLimits limits) {
    return switch (format) {
      case NDJSON -> new NdjsonReader(limits);
      case ENVELOPE, FULL_FILE, DIFF ->
          throw new IllegalArgumentException("no reader of '%s'".formatted(format.id()));
    };
  }
}
