package dev.autopack.output;

import dev.autopack.budget.Format;

/** Makes the reader of a format. */
public final class UnitReaders {
  private UnitReaders() {}

  public static UnitReader of(Format format) {
    return of(format, ReaderLimits.STANDARD);
  }

  /** A reader that gives a reply up where it passes the limits. */
  public static UnitReader of(Format format, ReaderLimits limits) {
    var reader =
        switch (format) {
          case NDJSON -> new NdjsonReader(limits);
          case ENVELOPE -> new EnvelopeReader(limits);
          case FULL_FILE -> new FullFileReader(limits);
          case DIFF -> new DiffReader(limits, DiffReader.Ended.BY_LINE);
        };
    return new BoundedReader(reader, limits);
  }

  /**
   * A reader of a diff that nobody asked to close with an end line, for a reply of which its
   * provider says that it came to its own end: that closes the last file.
   */
  static UnitReader ofEndedDiff(ReaderLimits limits) {
    return new BoundedReader(new DiffReader(limits, DiffReader.Ended.BY_ITSELF), limits);
  }
}
