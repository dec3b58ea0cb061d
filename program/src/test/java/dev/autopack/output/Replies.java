package dev.autopack.output;

import dev.autopack.budget.Format;
import dev.autopack.output.UnitReader.Read;
import java.util.ArrayList;
import java.util.List;

/** Reads whole replies in tests. */
final class Replies {
  private Replies() {}

  /** The reads of a reply, fed in these pieces, and last its end. */
  static List<Object> read(Format format, String... pieces) {
    return read(UnitReaders.of(format), pieces);
  }

  static List<Object> read(UnitReader reader, String... pieces) {
    var out = new ArrayList<Object>();
    for (var piece : pieces) {
      out.addAll(reader.feed(piece));
    }
    var ending = reader.finish();
    out.addAll(ending.reads());
    out.add(ending.end());
    return out;
  }

  /** The reply read one character after the other. */
  static List<Object> readByCharacter(Format format, String reply) {
    return read(format, reply.split("(?s)(?<=.)", -1));
  }

  static List<Unit> units(List<Object> read) {
    return read.stream()
        .filter(Read.Closed.class::isInstance)
        .map(it -> ((Read.Closed) it).unit())
        .toList();
  }

  static ReplyEnd end(List<Object> read) {
    return (ReplyEnd) read.getLast();
  }

  /** What a faultless reply reads as: these units, nothing repaired, complete. */
  static List<Object> faultless(List<Unit> units) {
    var out = new ArrayList<Object>();
    units.forEach(unit -> out.add(new Read.Closed(unit)));
    out.add(new ReplyEnd.Complete());
    return out;
  }
}
