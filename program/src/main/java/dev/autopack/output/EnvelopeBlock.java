package dev.autopack.output;

import java.util.Optional;

/** An operation of the envelope that is still open: its first line and the lines since. */
final class EnvelopeBlock {
  private static final int SHOWN_CHARS = 200;

  private final EnvelopeMark opening;
  private final StringBuilder body = new StringBuilder();
  private int lines;
  private boolean allReturned = true;
  private boolean afterMiscount;

  EnvelopeBlock(EnvelopeMark opening) {
    this.opening = opening;
  }

  EnvelopeMark opening() {
    return opening;
  }

  /** Takes a line with its line feed. */
  void add(String line) {
    body.append(line);
    lines++;
    allReturned &= line.endsWith("\r\n");
  }

  String body() {
    return body.toString();
  }

  int chars() {
    return body.length();
  }

  /** What the block calls itself in a message: its path, where it has one. */
  String name() {
    var rest = opening.rest();
    if (rest.isEmpty()) {
      return opening.word();
    }
    return "'" + (rest.length() <= SHOWN_CHARS ? rest : rest.substring(0, SHOWN_CHARS)) + "'";
  }

  /** Whether the line ends the block: its count is that of the lines since the first. */
  boolean isClosedBy(EnvelopeMark mark) {
    return mark.fence() == opening.fence()
        && mark.is("end")
        && mark.count().equals(Optional.of(lines))
        && !(lines == 0 && mark.saysNoNewline());
  }

  /** Whether the line would end the block with another count, or the reply that it is in. */
  boolean isOwnEnd(EnvelopeMark mark) {
    return mark.fence() == opening.fence() && (mark.is("end") || mark.is("done"));
  }

  /** Remembers whether the last line that is not blank was an end line with another count. */
  void noteMiscount(Optional<EnvelopeMark> mark, String line) {
    if (mark.isPresent()) {
      afterMiscount = mark.get().is("end");
    } else if (!line.isBlank()) {
      afterMiscount = false;
    }
  }

  boolean isAfterMiscount() {
    return afterMiscount;
  }

  /** Its text, closed by this line. */
  EnvelopeText closedBy(EnvelopeMark end) {
    return new EnvelopeText(opening, text(), end.saysNoNewline(), isCarried());
  }

  /** What a cut left of it; empty where that is no text. */
  Optional<Partial> cutIn(String unfinished) {
    var line =
        unfinished.endsWith("\r") ? unfinished.substring(0, unfinished.length() - 1) : unfinished;
    return EnvelopeOpen.read(opening, text(), line);
  }

  private String text() {
    return isCarried() ? body.toString().replace("\r\n", "\n") : body.toString();
  }

  /** Where the first line and every other end in CRLF, that is how the reply was carried. */
  private boolean isCarried() {
    return opening.returned() && allReturned && lines > 0;
  }
}
