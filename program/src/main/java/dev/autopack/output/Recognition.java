package dev.autopack.output;

import dev.autopack.budget.Format;
import dev.autopack.edit.Tree;
import dev.autopack.output.UnitReader.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recognises what a reply is written in that holds nothing in the format asked for, and reads it.
 *
 * <p>Such a reply is taken whole or not at all: nobody agreed on it, so half of it may mean
 * anything. Only a cut leaves the operations that were complete before it, and what is open of a
 * format of ours.
 */
public final class Recognition {
  private Recognition() {}

  /** What the one who asked knows of a reply's end. */
  public enum Ended {
    /** The builder stopped by itself. */
    BY_ITSELF,
    /** Something stopped it: its output limit, a broken connection, we. */
    STOPPED
  }

  /**
   * Reads the whole text of a reply as what it is; empty where it is nothing known, or the format
   * asked for after all.
   *
   * @param tree what the builder was shown: it tells a new file from one that is rewritten
   */
  public static Optional<ForeignReply> read(String text, Format asked, Ended ended, Tree tree) {
    return DialectSearch.find(text, tree)
        .filter(dialect -> dialect != Dialect.of(asked))
        .map(dialect -> read(text, dialect, asked, ended, tree));
  }

  private static ForeignReply read(
      String text, Dialect dialect, Format asked, Ended ended, Tree tree) {
    var reader = UnitReaders.of(dialect, ended, tree);
    var reads = new ArrayList<>(reader.feed(text));
    var ending = reader.finish();
    reads.addAll(ending.reads());
    var closed = new ArrayList<Read.Closed>();
    var rejected = new ArrayList<String>();
    for (var read : reads) {
      switch (read) {
        case Read.Closed unit -> closed.add(unit);
        case Read.Rejected(_, var why) -> rejected.add(why);
        case Read.PassedOver _ -> {}
      }
    }
    if (dialect == Dialect.DIFF) {
      rejected.addAll(ShownDeletions.problems(closed, tree));
    }
    var end = end(ending.end(), dialect, ended, closed.size());
    return judged(dialect, asked, new Ending(closed, ending.open(), end), rejected);
  }

  private static ReplyEnd end(ReplyEnd own, Dialect dialect, Ended ended, int closed) {
    return own instanceof ReplyEnd.Complete && ended == Ended.STOPPED && !dialect.saysItsEnd()
        ? new ReplyEnd.Cut("after %d operations, without an end of its own".formatted(closed))
        : own;
  }

  /** Without an end of its own what closed last may have gone on behind the cut. */
  private static List<Read.Closed> whole(Dialect dialect, List<Read.Closed> closed) {
    return dialect.saysItsEnd() || closed.isEmpty() ? closed : closed.subList(0, closed.size() - 1);
  }

  private record Ending(List<Read.Closed> closed, Optional<Partial> open, ReplyEnd end) {}

  private static ForeignReply judged(
      Dialect dialect, Format asked, Ending ending, List<String> rejected) {
    var closed = ending.closed();
    var end = ending.end();
    var why =
        switch (end) {
          case ReplyEnd.Complete _ -> "";
          case ReplyEnd.Cut(var where) -> "it stops " + where;
          case ReplyEnd.Miscounted counted -> counted.why();
          case ReplyEnd.Broken(var broken) -> broken;
          case ReplyEnd.Nothing(var none) -> none;
        };
    // Whether a count may be that of a whole batch is judged where the batch is known.
    if (rejected.isEmpty()
        && (end instanceof ReplyEnd.Complete || end instanceof ReplyEnd.Miscounted)) {
      return new ForeignReply(dialect, closed, Optional.empty(), end, List.of());
    }
    if (rejected.isEmpty() && end instanceof ReplyEnd.Cut) {
      var open = ending.open().filter(_ -> dialect.saysItsEnd());
      return new ForeignReply(dialect, whole(dialect, closed), open, end, List.of());
    }
    var broken =
        "The reply is %s, and the format asked for is %s. It could not be read as that either%s."
            .formatted(dialect.words(), asked.id(), why.isEmpty() ? "" : ": " + why);
    return new ForeignReply(
        dialect, List.of(), Optional.empty(), new ReplyEnd.Broken(broken), rejected);
  }
}
