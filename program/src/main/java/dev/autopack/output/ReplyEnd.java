package dev.autopack.output;

/** How a reply ended, by its own text. */
public sealed interface ReplyEnd {
  /** The end line came and its count is that of the units before it. */
  record Complete() implements ReplyEnd {}

  /**
   * The text stops early.
   *
   * @param where what was open: "inside 'src/a.py'", "without its end line"
   */
  record Cut(String where) implements ReplyEnd {}

  /**
   * The end line came, and its count is not that of the units before it. In a continuation it may
   * be that of the whole batch.
   */
  record Miscounted(int announced, int came) implements ReplyEnd {
    /** Written for the builder. */
    public String why() {
      return "its end line counts %d operations, and %d came".formatted(announced, came);
    }
  }

  /** The text ended, but what it says of itself does not hold. */
  record Broken(String why) implements ReplyEnd {}

  /** No unit, no end line: prose at most. */
  record Nothing(String why) implements ReplyEnd {}
}
