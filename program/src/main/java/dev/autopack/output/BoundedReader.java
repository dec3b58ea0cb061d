package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a reply up that is longer than any honest one. */
final class BoundedReader implements UnitReader {
  private final UnitReader inner;
  private final ReaderLimits limits;
  private long chars;
  private int reads;
  private Optional<String> exceeded = Optional.empty();

  BoundedReader(UnitReader inner, ReaderLimits limits) {
    this.inner = inner;
    this.limits = limits;
  }

  @Override
  public List<Read> feed(String text) {
    if (exceeded.isPresent()) {
      return List.of();
    }
    // Cut where the limit is, so that the same reply gives the same units however it is fed.
    var allowed = (int) Math.min(text.length(), limits.replyChars() - chars);
    chars += allowed;
    var read = within(inner.feed(text.substring(0, allowed)));
    if (allowed < text.length() && exceeded.isEmpty()) {
      exceeded = Optional.of("it is longer than %d characters".formatted(limits.replyChars()));
    }
    return read;
  }

  private List<Read> within(List<Read> read) {
    var left = limits.units() - reads;
    reads += read.size();
    if (read.size() <= left) {
      return read;
    }
    exceeded = Optional.of("it has more than %d operations".formatted(limits.units()));
    return new ArrayList<>(read.subList(0, left));
  }

  @Override
  public Ending finish() {
    var ending = inner.finish();
    return exceeded.map(why -> new Ending(List.of(), new ReplyEnd.Broken(why))).orElse(ending);
  }
}
