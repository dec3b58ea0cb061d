package dev.autopack.output;

import java.util.List;
import java.util.Optional;

/** Reads one reply as it streams. Not thread-safe; one reader a reply. */
public interface UnitReader {
  /** Takes the next piece of text, cut anywhere, and returns what it completed. */
  List<Read> feed(String text);

  /**
   * Says how the reply ended, and what its end completed; nothing may be fed after it. A reply that
   * ends inside a unit or without its end line is cut, whatever its provider says.
   */
  Ending finish();

  /** What a piece of text completed. */
  sealed interface Read {
    /**
     * A unit closed: it is whole and will not change.
     *
     * @param repairs what was wrong with its text and was read all the same, for the record
     */
    record Closed(Unit unit, List<String> repairs) implements Read {
      public Closed {
        repairs = List.copyOf(repairs);
      }

      public Closed(Unit unit) {
        this(unit, List.of());
      }
    }

    /**
     * Something closed that is no unit.
     *
     * @param text how it begins
     * @param why written for the builder
     */
    record Rejected(String text, String why) implements Read {}

    /**
     * Something closed that was to be a declaration and cannot be read. Nothing of the reply
     * depends on it, so it is told and fails nothing.
     *
     * @param text how it begins
     * @param why written for a person
     */
    record PassedOver(String text, String why) implements Read {}
  }

  /**
   * The end of a reply.
   *
   * @param open what a cut left of the operation that was open, as far as any of its text came
   */
  record Ending(List<Read> reads, ReplyEnd end, Optional<Partial> open) {
    public Ending {
      reads = List.copyOf(reads);
    }

    public Ending(List<Read> reads, ReplyEnd end) {
      this(reads, end, Optional.empty());
    }
  }
}
