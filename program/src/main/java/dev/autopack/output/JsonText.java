package dev.autopack.output;

import java.util.List;

/** Reads the one JSON value that a text holds, however badly it was written. */
public final class JsonText {
  private JsonText() {}

  /** The value, or why there is none. */
  public static JsonReading read(String text) {
    var tokenizer = new JsonTokenizer(JsonTokenizer.Framing.LINES, Integer.MAX_VALUE);
    var events = tokenizer.feed(text);
    if (tokenizer.open().isPresent()) {
      return new JsonReading.Truncated(tokenizer.open().get());
    }
    return events.size() == 1 ? reading(events) : new JsonReading.Refused("it holds no JSON value");
  }

  private static JsonReading reading(List<JsonTokenizer.Event> events) {
    return switch (events.getFirst()) {
      case JsonTokenizer.Event.Closed closed ->
          new JsonReading.Value(closed.object(), closed.repairs());
      case JsonTokenizer.Event.Malformed malformed -> new JsonReading.Refused(malformed.why());
    };
  }
}
