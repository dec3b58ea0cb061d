package dev.autopack.governance;

import java.time.Instant;

/**
 * What a person said, and who.
 *
 * @param by who answered: a user and the channel, {@code alice (command line)}
 * @param reason fed back to the builder after a no; may be empty
 */
public record Answer(Choice choice, String by, Instant at, String reason) {
  /** Who answered a request that nobody answered in time. */
  public static final String NOBODY = "nobody";

  /** The two answers there are. */
  public enum Choice {
    APPROVED,
    DENIED
  }
}
