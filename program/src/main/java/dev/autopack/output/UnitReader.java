package dev.autopack.output;

import java.util.List;

/** Reads one reply as it streams. Not thread-safe; one reader a reply. */
public interface UnitReader {
  /** Takes the next piece of text, cut anywhere, and returns what it completed. */
  List<Read> feed(String text);

  /**
   * Says how the reply ended; nothing may be fed after it. A reply that ends inside a unit or
   * without its end line is cut, whatever its provider says.
   */
  ReplyEnd finish();

  /** What a piece of text completed. */
  sealed interface Read {
    /** A unit closed: it is whole and will not change. */
    record Closed(Unit unit) implements Read {}

    /** Something closed that is no unit; {@code why} is written for the builder. */
    record Rejected(String text, String why) implements Read {}
  }
}
