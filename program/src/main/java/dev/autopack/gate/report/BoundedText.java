package dev.autopack.gate.report;

/** Keeps the first and the last characters of a text of any length. */
public final class BoundedText {
  private final int end;
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder tail = new StringBuilder();
  private boolean cut;

  /** Keeps that many characters of each end. */
  public BoundedText(int end) {
    this.end = end;
  }

  public void add(String text) {
    var room = Math.min(end - head.length(), text.length());
    head.append(text, 0, room);
    // Of a long piece only its own end can stay.
    var from = Math.max(room, text.length() - end);
    if (from > room) {
      tail.setLength(0);
      cut = true;
    }
    tail.append(text, from, text.length());
    if (tail.length() > 2 * end) {
      tail.delete(0, tail.length() - end);
      cut = true;
    }
  }

  @Override
  public String toString() {
    return head + (cut ? "\n...\n" : "") + tail;
  }
}
