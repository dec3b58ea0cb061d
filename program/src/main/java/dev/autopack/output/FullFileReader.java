package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code full_file}: one JSON object with a list of whole files, each read as it closes. */
final class FullFileReader implements UnitReader {
  private final JsonTokenizer tokenizer;
  private final Tally tally = new Tally();

  FullFileReader(ReaderLimits limits) {
    tokenizer = new JsonTokenizer(JsonTokenizer.Framing.FILES, limits.unitChars());
  }

  @Override
  public List<Read> feed(String text) {
    return reads(tokenizer.feed(text));
  }

  private List<Read> reads(List<JsonTokenizer.Event> events) {
    var reads = new ArrayList<Read>();
    for (var event : events) {
      switch (event) {
        case JsonTokenizer.Event.Malformed _ when isProseBehindTheEnd() -> {}
        case JsonTokenizer.Event.Malformed(var start, var why, _) -> {
          if (tokenizer.isSkipping()) {
            // Inside the list nothing tells where the next file begins.
            tally.contradict(why);
          }
          tally.notCounted(why);
          reads.add(new Read.Rejected(start, why));
        }
        case JsonTokenizer.Event.Closed closed -> {
          switch (closed.placing()) {
            case ELEMENT -> file(closed, reads);
            case OUTERMOST -> end(closed, reads);
          }
        }
      }
    }
    return reads;
  }

  private boolean isProseBehindTheEnd() {
    return tally.isOver() && !tokenizer.isSkipping();
  }

  private void file(JsonTokenizer.Event.Closed closed, List<Read> reads) {
    try {
      var unit = JsonUnits.fullFile(closed.object());
      if (tally.isOver()) {
        if (tally.isContradictedBy(unit)) {
          reads.add(new Read.Rejected(closed.start(), "it comes after the end of the reply"));
        }
        return;
      }
      tally.closed(unit);
      reads.add(new Read.Closed(unit, closed.repairs()));
    } catch (JsonUnits.NoUnitException none) {
      if (tally.isOver()) {
        tally.contradict(none.why());
      } else {
        tally.rejected(none.why());
      }
      reads.add(new Read.Rejected(closed.start(), none.why()));
    }
  }

  private void end(JsonTokenizer.Event.Closed closed, List<Read> reads) {
    var files = closed.object().members().get("files");
    if (tally.isOver()) {
      if (closed.object().members().containsKey("path")) {
        file(closed, reads);
      }
      return;
    }
    if (files instanceof JsonValue.Items(var left) && left.isEmpty()) {
      tally.announced(tally.operations());
      return;
    }
    var why =
        files == null
            ? "it has no 'files'"
            : "'files' must be a list of objects with path, mode and content";
    tally.notCounted(why);
    reads.add(new Read.Rejected(closed.start(), why));
  }

  @Override
  public Ending finish() {
    // Before the end settles what the last characters were: a cut leaves that open.
    var where = tokenizer.open();
    var open = tokenizer.openObject().flatMap(JsonUnits::openFile);
    var reads = reads(tokenizer.finish());
    if (tally.isOver() && where.filter(this::isOtherFile).isPresent()) {
      // No count says how many files there are: the list may have been closed too early.
      tally.contradict("it breaks off in a file behind its end");
    }
    var end = tally.end(tokenizer.open().flatMap(_ -> where));
    return end instanceof ReplyEnd.Cut ? new Ending(reads, end, open) : new Ending(reads, end);
  }

  private boolean isOtherFile(String open) {
    return open.startsWith("'")
        ? !tally.hasOperationOn(open.substring(1, open.length() - 1))
        : tally.operations() == 0;
  }
}
