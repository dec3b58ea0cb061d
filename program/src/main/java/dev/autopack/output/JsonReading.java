package dev.autopack.output;

import java.util.List;

/** What a text that should hold one JSON value turned out to hold. */
public sealed interface JsonReading {
  /**
   * The one value that the text can mean.
   *
   * @param repairs what was wrong with the text and was read all the same, for the record
   */
  record Value(JsonValue value, List<String> repairs) implements JsonReading {
    public Value {
      repairs = List.copyOf(repairs);
    }
  }

  /** No value, several, or one that is in doubt; {@code why} is written for the builder. */
  record Refused(String why) implements JsonReading {}

  /**
   * The text stops inside a value, which is never closed for it.
   *
   * @param where what was open
   */
  record Truncated(String where) implements JsonReading {}
}
