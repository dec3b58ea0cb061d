package dev.autopack.output;

import java.util.List;
import java.util.function.Function;

/** A reader of what can only be read whole: nothing in it says what an earlier line was. */
final class WholeReply implements UnitReader {
  private final Function<ReplyLines, Ending> whole;
  private final StringBuilder text = new StringBuilder();

  WholeReply(Function<ReplyLines, Ending> whole) {
    this.whole = whole;
  }

  @Override
  public List<Read> feed(String piece) {
    text.append(piece);
    return List.of();
  }

  @Override
  public Ending finish() {
    return whole.apply(ReplyLines.of(text.toString()));
  }
}
