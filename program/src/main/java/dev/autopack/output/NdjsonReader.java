package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code ndjson}: one JSON object an operation, each on a line of its own. */
final class NdjsonReader implements UnitReader {
  private final JsonTokenizer tokenizer;
  private final Tally tally = new Tally();

  NdjsonReader(ReaderLimits limits) {
    tokenizer = new JsonTokenizer(JsonTokenizer.Framing.LINES, limits.unitChars());
  }

  @Override
  public List<Read> feed(String text) {
    return reads(tokenizer.feed(text));
  }

  private List<Read> reads(List<JsonTokenizer.Event> events) {
    var reads = new ArrayList<Read>();
    for (var event : events) {
      switch (event) {
        case JsonTokenizer.Event.Closed closed -> take(closed, reads);
        case JsonTokenizer.Event.Malformed(var start, var why, _) -> {
          tally.rejected(why);
          reads.add(new Read.Rejected(start, why));
        }
      }
    }
    return reads;
  }

  private void take(JsonTokenizer.Event.Closed closed, List<Read> reads) {
    try {
      switch (JsonUnits.line(closed.object())) {
        case JsonUnits.Line.End(var count) -> tally.announced(count);
        case JsonUnits.Line.Operation(_) when tally.isOver() -> {
          tally.contradict("operations come after its end line");
          reads.add(new Read.Rejected(closed.start(), "it comes after the end line"));
        }
        case JsonUnits.Line.Operation(var unit) -> {
          tally.closed(unit);
          reads.add(new Read.Closed(unit, closed.repairs()));
        }
      }
    } catch (JsonUnits.NoUnitException none) {
      if (closed.object().members().containsKey("op")) {
        tally.rejected(none.why());
      } else {
        tally.notCounted(none.why());
      }
      reads.add(new Read.Rejected(closed.start(), none.why()));
    }
  }

  @Override
  public Ending finish() {
    // Before the end settles what the last characters were: a cut leaves that open.
    var where = tokenizer.open();
    var open = tokenizer.openObject().flatMap(JsonUnits::open);
    var reads = reads(tokenizer.finish());
    var end = tally.end(tokenizer.open().flatMap(_ -> where));
    return end instanceof ReplyEnd.Cut ? new Ending(reads, end, open) : new Ending(reads, end);
  }
}
