package dev.autopack.telemetry;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question that was asked of people.
 *
 * @param paths what a change to was asked for
 * @param answer empty while nobody answered
 */
public record Question(
    String id,
    RunId run,
    String repository,
    List<RepoPath> paths,
    Instant asked,
    Optional<Reaction> answer) {
  public Question {
    paths = List.copyOf(paths);
  }

  /**
   * What came of it.
   *
   * @param reason what the person gave; may be empty
   */
  public record Reaction(Kind kind, Instant at, String reason) {}

  /** How a question ends. */
  public enum Kind {
    APPROVED,
    DENIED,
    /** Nobody answered in time, which is a no. */
    EXPIRED
  }
}
