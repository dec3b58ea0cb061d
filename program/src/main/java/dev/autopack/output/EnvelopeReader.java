package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code envelope}: a first line, raw text, and an end line that counts the lines between. An
 * end line with another count is text like any other, so that a file may look like the format.
 */
final class EnvelopeReader implements UnitReader {
  private static final int SHOWN_CHARS = 200;

  private final int maxUnitChars;
  private final Tally tally = new Tally();
  private final StringBuilder line = new StringBuilder();
  private Optional<EnvelopeBlock> open = Optional.empty();
  private List<Read> reads = new ArrayList<>();
  private boolean givenUp;
  private boolean afterDelete;
  private String lastClosed = "";

  EnvelopeReader(ReaderLimits limits) {
    maxUnitChars = limits.unitChars();
  }

  @Override
  public List<Read> feed(String text) {
    reads = new ArrayList<>();
    if (givenUp) {
      return reads;
    }
    var start = 0;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', start)) {
      line.append(text, start, feed + 1);
      start = feed + 1;
      take(line.toString());
      line.setLength(0);
    }
    line.append(text, start, text.length());
    refuseTooLong(line.length());
    return reads;
  }

  @Override
  public Ending finish() {
    reads = new ArrayList<>();
    var left = open.flatMap(block -> block.cutIn(line.toString()));
    var rest = EnvelopeMark.of(withoutByteOrderMark(line.toString()));
    if (open.isPresent() && rest.filter(mark -> mark.is("done")).isPresent()) {
      inside(open.get(), rest, line + "\n");
    } else if (open.isEmpty() && rest.isPresent()) {
      return new Ending(reads, endInLine(rest.get()));
    }
    var end = tally.end(open.map(EnvelopeBlock::name));
    return end instanceof ReplyEnd.Cut && open.isPresent()
        ? new Ending(reads, end, left)
        : new Ending(reads, end);
  }

  /** Without its line feed the last line may be half a line: it is believed where it fits. */
  private ReplyEnd endInLine(EnvelopeMark last) {
    var fits = last.is("done") && last.count().equals(Optional.of(tally.operations()));
    if (!fits) {
      return tally.end(Optional.of("its last line"));
    }
    tally.announced(tally.operations());
    return tally.end(Optional.empty());
  }

  /** Takes a whole line with its line feed. */
  private void take(String whole) {
    refuseTooLong(whole.length());
    if (givenUp) {
      return;
    }
    var words = whole.substring(0, whole.length() - 1);
    var mark = EnvelopeMark.of(open.isPresent() ? words : withoutByteOrderMark(words));
    var declared = open.filter(block -> block.opening().is("declare"));
    if (declared.isPresent() && mark.filter(EnvelopeMark::endsDeclaration).isPresent()) {
      closeDeclaration(declared.get(), mark.get());
    } else if (open.isPresent()) {
      inside(open.get(), mark, whole);
    } else {
      mark.ifPresent(this::outside);
    }
  }

  /** No line of a declaration is like the format's own, so its count decides nothing. */
  private void closeDeclaration(EnvelopeBlock block, EnvelopeMark mark) {
    open = Optional.empty();
    close(
        block.closedBy(mark),
        block.isClosedBy(mark) ? List.of() : List.of("the declaration's end line is wrong"));
    if (!mark.is("end")) {
      outside(mark);
    }
  }

  private void inside(EnvelopeBlock block, Optional<EnvelopeMark> mark, String whole) {
    if (mark.filter(block::isClosedBy).isPresent()) {
      open = Optional.empty();
      close(block.closedBy(mark.get()), List.of());
      return;
    }
    if (!tally.isOver()
        && block.isAfterMiscount()
        && mark.filter(it -> it.is("done")).isPresent()) {
      var count = mark.get().count().orElse(-1);
      var closed = MiscountedEnvelope.read(block, count - tally.operations());
      if (closed.isPresent()) {
        open = Optional.empty();
        closed.get().forEach(it -> close(it.text(), it.repairs()));
        tally.announced(count);
        return;
      }
    }
    if (tally.isOver() && mark.filter(block::isOwnEnd).isPresent()) {
      // What is cut off has no end: then it was the end of the reply that was a line of a text.
      tally.contradict("operations come after its end line");
    }
    block.noteMiscount(mark, whole);
    block.add(whole);
    refuseTooLong(block.chars());
  }

  private void outside(EnvelopeMark mark) {
    var endsDelete = afterDelete && mark.is("end") && mark.rest().equals("0");
    afterDelete = false;
    switch (mark.word()) {
      case "done" -> mark.count().ifPresentOrElse(tally::announced, this::refuseCount);
      case "delete" -> {
        afterDelete = true;
        close(EnvelopeText.ofLine(mark), List.of());
      }
      case "end", "before", "after", "from" -> {
        if (!endsDelete) {
          // Some earlier line of a text was taken for the end of it: nothing can be relied on.
          tally.contradict(
              "a line '%s' stands outside of any operation, after '%s'; where a text holds lines"
                      .formatted(shown(mark), lastClosed)
                  + " like the format's own, begin all marks around it with one more '@'");
        }
      }
      default -> open = Optional.of(new EnvelopeBlock(mark));
    }
  }

  private void refuseCount() {
    if (!tally.isOver()) {
      tally.contradict("its end line has no count");
    }
  }

  private void close(EnvelopeText text, List<String> repairs) {
    var all = new ArrayList<>(repairs);
    if (text.carried()) {
      all.add("the reply's lines end in CRLF");
    }
    try {
      closed(text.unit(), text.opening(), all);
    } catch (JsonUnits.NoUnitException none) {
      if (text.opening().is("declare")) {
        reads.add(new Read.PassedOver(shown(text.opening()), none.why()));
        return;
      }
      lastClosed = text.opening().rest();
      rejected(shown(text.opening()), none.why());
    }
  }

  private void closed(Unit unit, EnvelopeMark opening, List<String> repairs) {
    if (!tally.isOver()) {
      lastClosed = opening.rest();
      tally.closed(unit);
      reads.add(new Read.Closed(unit, repairs));
    } else if (tally.isContradictedBy(unit)) {
      reads.add(new Read.Rejected(shown(opening), "it comes after the end line"));
    }
  }

  private void rejected(String text, String why) {
    if (tally.isOver()) {
      tally.contradict(why);
    } else {
      tally.rejected(why);
    }
    reads.add(new Read.Rejected(text, why));
  }

  private void refuseTooLong(int chars) {
    if (chars <= maxUnitChars || givenUp) {
      return;
    }
    givenUp = true;
    if (tally.isOver()) {
      open = Optional.empty();
      line.setLength(0);
      return;
    }
    var name = open.map(EnvelopeBlock::name).orElse("a line");
    var why = "it is longer than %d characters".formatted(maxUnitChars);
    rejected(name, why);
    tally.contradict(name + ": " + why);
    open = Optional.empty();
    line.setLength(0);
  }

  private static String shown(EnvelopeMark mark) {
    var text = "%s %s %s".formatted("@".repeat(mark.fence()), mark.word(), mark.rest()).strip();
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS);
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
