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
    var reader =
        switch (format) {
          case NDJSON -> new NdjsonReader(limits);
          case ENVELOPE -> new EnvelopeReader(limits);
          case FULL_FILE -> new FullFileReader(limits);
          case DIFF ->
              throw new IllegalArgumentException("no reader of '%s'".formatted(format.id()));
        };
    return new BoundedReader(reader, limits);
  }
}
