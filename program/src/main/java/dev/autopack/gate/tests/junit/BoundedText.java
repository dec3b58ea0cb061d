package dev.autopack.gate.tests.junit;

/** Keeps the first and the last characters of a text of any length. */
final class BoundedText {
  private static final int HEAD = 8_000;
  private static final int TAIL = 8_000;

  private final StringBuilder head = new StringBuilder();
  private final StringBuilder tail = new StringBuilder();
  private boolean cut;

  void add(String text) {
    var room = Math.min(HEAD - head.length(), text.length());
    head.append(text, 0, room);
    tail.append(text, room, text.length());
    if (tail.length() > 2 * TAIL) {
      tail.delete(0, tail.length() - TAIL);
      cut = true;
    }
  }

  @Override
  public String toString() {
    return head + (cut ? "\n...\n" : "") + tail;
  }
}
