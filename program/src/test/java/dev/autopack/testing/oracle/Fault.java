package dev.autopack.testing.oracle;

import dev.autopack.budget.Usage;
import java.time.Duration;
import java.util.Optional;

/** Something that differs from an undisturbed call. Several may hold for one call. */
public sealed interface Fault {
  /** Answers with this status instead of a stream; the body is the protocol's usual error. */
  record Status(int code, Optional<String> retryAfter) implements Fault {}

  /** Answers with exactly this. */
  record Body(int code, String contentType, String body) implements Fault {}

  /** Waits before the first byte of the response. */
  record FirstByteAfter(Duration delay) implements Fault {}

  /** Sends this many keep-alives before the text, one each interval. */
  record Pings(int count, Duration interval) implements Fault {}

  /** Waits after each piece of text. */
  record Pace(Duration interval) implements Fault {}

  /** Sends this many characters, then an error event of the protocol. */
  record ErrorEvent(int characters, String type, String message) implements Fault {}

  /** Sends this many characters, then breaks the connection. */
  record Disconnect(int characters) implements Fault {}

  /** Sends this many characters, then ends the body in good order without the final events. */
  record EarlyEnd(int characters) implements Fault {}

  /** Sends this many characters, then nothing until the client leaves or the server closes. */
  record Stall(int characters) implements Fault {}

  /** Sends this many characters, then these bytes as they are, then goes on. */
  record Raw(int characters, String bytes) implements Fault {}

  /** Says this stop word whatever the reason was; an empty word is sent as null. */
  record StopWord(String word) implements Fault {}

  /** Reports these tokens instead of the counted ones. */
  record Reports(Usage usage) implements Fault {}

  /** Reports no tokens at all. */
  record NoUsage() implements Fault {}

  /** Sends this much text that the model thought and did not say, before the answer. */
  record Thinks(String text) implements Fault {}
}
