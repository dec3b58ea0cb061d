package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code ndjson}: one JSON object an operation, each on a line of its own. */
final class NdjsonReader implements UnitReader {
  private static final String AFTER_END = "it comes after the end line";
  private static final Pattern OPERATION = Pattern.compile("\\{\\s*\"op\"");
  private static final Pattern DECLARATION =
      Pattern.compile("\\{\\s*[\"']?op[\"']?\\s*:\\s*[\"']?declare\\b");

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
        case JsonTokenizer.Event.Malformed(var start, var why, _)
            when DECLARATION.matcher(start).lookingAt() ->
            reads.add(new Read.PassedOver(start, why));
        case JsonTokenizer.Event.Malformed malformed when tally.isOver() ->
            behindTheEnd(malformed, reads);
        case JsonTokenizer.Event.Malformed(var start, var why, _) -> {
          tally.rejected(why);
          reads.add(new Read.Rejected(start, why));
        }
      }
    }
    return reads;
  }

  /** Of what cannot be read there, only an operation is worth a word. */
  private void behindTheEnd(JsonTokenizer.Event.Malformed malformed, List<Read> reads) {
    if (malformed.begun() && OPERATION.matcher(malformed.start()).lookingAt()) {
      tally.contradict(malformed.why());
      reads.add(new Read.Rejected(malformed.start(), AFTER_END));
    }
  }

  private void take(JsonTokenizer.Event.Closed closed, List<Read> reads) {
    try {
      switch (JsonUnits.line(closed.object())) {
        case JsonUnits.Line.End(var count) -> tally.announced(count);
        case JsonUnits.Line.Operation(var unit) when tally.isOver() -> {
          if (tally.isContradictedBy(unit)) {
            reads.add(new Read.Rejected(closed.start(), AFTER_END));
          }
        }
        case JsonUnits.Line.Operation(var unit) -> {
          tally.closed(unit);
          reads.add(new Read.Closed(unit, closed.repairs()));
        }
      }
    } catch (JsonUnits.NoUnitException none) {
      if (JsonUnits.isDeclaration(closed.object())) {
        reads.add(new Read.PassedOver(closed.start(), none.why()));
        return;
      }
      var isOperation = closed.object().members().containsKey("op");
      if (tally.isOver() && !isOperation) {
        return;
      }
      if (tally.isOver()) {
        tally.contradict(none.why());
      } else if (isOperation) {
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
