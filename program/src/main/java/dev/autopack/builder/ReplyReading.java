package dev.autopack.builder;

import dev.autopack.model.CallEnd;
import dev.autopack.model.TextSink;
import dev.autopack.output.UnitReader;
import java.util.ArrayList;
import java.util.List;

/** Reads a reply as it streams: keeps its text, hands each closed unit on, notes the rest. */
final class ReplyReading implements TextSink {
  private final UnitReader reader;
  private final UnitSink sink;
  private final StringBuilder text = new StringBuilder();
  private final List<String> rejected = new ArrayList<>();
  private int units;

  ReplyReading(UnitReader reader, UnitSink sink) {
    this.reader = reader;
    this.sink = sink;
  }

  @Override
  public Flow accept(String piece) {
    text.append(piece);
    return take(reader.feed(piece));
  }

  private Flow take(List<UnitReader.Read> reads) {
    var flow = Flow.CONTINUE;
    for (var read : reads) {
      switch (read) {
        case UnitReader.Read.Closed(var unit, _) -> {
          units++;
          if (sink.keep(unit) == Flow.CANCEL) {
            flow = Flow.CANCEL;
          }
        }
        case UnitReader.Read.Rejected(_, var why) -> rejected.add(why);
      }
    }
    return flow;
  }

  CallReport report(CallEnd end) {
    var ending = reader.finish();
    take(ending.reads());
    return new CallReport(end, ending.end(), units, rejected, text.toString());
  }
}
