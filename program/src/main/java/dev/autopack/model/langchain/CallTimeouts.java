package dev.autopack.model.langchain;

import java.time.Duration;

/**
 * How long one call may take, in its stages. Any byte is a sign of life, keep-alives and pings
 * included.
 *
 * @param connect to reach the server
 * @param firstByte from the request to the first byte of the answer's body
 * @param stall silence after that
 * @param whole the call altogether
 */
public record CallTimeouts(Duration connect, Duration firstByte, Duration stall, Duration whole) {
  /**
   * Generous: a model that reasons first may be silent for minutes, and an answer of 64,000 tokens
   * takes its time.
   */
  public static final CallTimeouts USUAL =
      new CallTimeouts(
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofHours(2));

  public CallTimeouts {
    for (var timeout : new Duration[] {connect, firstByte, stall, whole}) {
      if (!timeout.isPositive()) {
        throw new IllegalArgumentException("a timeout of " + timeout);
      }
    }
  }
}
