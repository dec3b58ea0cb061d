package dev.autopack.output;

import dev.autopack.output.UnitReader.Read;
import java.util.List;
import java.util.Optional;

/**
 * A reply in something that was not asked for, read from its whole text.
 *
 * @param units what may be kept: all of a complete reply; of one that is cut, what closed; of any
 *     other nothing
 * @param open what a cut left of the operation that was open, in a format of ours
 * @param problems what of it could not be read, for the next attempt; empty where it is complete
 */
public record ForeignReply(
    Dialect dialect,
    List<Read.Closed> units,
    Optional<Partial> open,
    ReplyEnd end,
    List<String> problems) {
  public ForeignReply {
    units = List.copyOf(units);
    problems = List.copyOf(problems);
  }
}
