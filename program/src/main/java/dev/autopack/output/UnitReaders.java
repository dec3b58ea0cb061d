package dev.autopack.output;

import dev.autopack.budget.Format;
import dev.autopack.edit.Tree;
import java.util.function.Function;

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
   * The reader of whatever a reply turned out to be written in. What nobody asks for is read only
   * once all of it is there.
   *
   * @param tree what the builder was shown
   */
  static UnitReader of(Dialect dialect, Recognition.Ended ended, Tree tree) {
    return switch (dialect) {
      case NDJSON -> of(Format.NDJSON);
      case ENVELOPE -> of(Format.ENVELOPE);
      case FULL_FILE -> of(Format.FULL_FILE);
      case DIFF -> diff(ended);
      case SEARCH_REPLACE -> whole(reply -> SearchReplaceReader.read(reply, tree));
      case BEGIN_PATCH -> whole(reply -> BeginPatchReader.read(reply, tree));
      case FENCED_FILES -> whole(reply -> FencedFilesReader.read(reply, tree));
    };
  }

  private static UnitReader diff(Recognition.Ended ended) {
    return switch (ended) {
      case BY_ITSELF -> ofEndedDiff(ReaderLimits.STANDARD);
      case STOPPED -> of(Format.DIFF);
    };
  }

  /**
   * A reader of a diff that nobody asked to close with an end line, for a reply of which its
   * provider says that it came to its own end: that closes the last file.
   */
  static UnitReader ofEndedDiff(ReaderLimits limits) {
    return new BoundedReader(new DiffReader(limits, DiffReader.Ended.BY_ITSELF), limits);
  }

  private static UnitReader whole(Function<ReplyLines, UnitReader.Ending> read) {
    return new BoundedReader(new WholeReply(read), ReaderLimits.STANDARD);
  }
}
