package dev.autopack.run;

import dev.autopack.plan.RunId;
import java.time.Instant;

/**
 * A run as it is stored.
 *
 * @param sources what it was started with; read once, never again from the repository
 * @param baseCommit what it started from
 * @param fence rises with each owner
 */
public record RunRecord(
    RunId id,
    RunState state,
    Sources sources,
    String baseCommit,
    Instant started,
    String owner,
    long fence) {
  /**
   * The texts a run was started with.
   *
   * @param repository the absolute path of the user's checkout
   * @param planName what the plan calls itself
   * @param planFile where the plan came from; relative to the repository if it lies in it
   * @param planText the plan as it was read
   * @param settingsText every setting in force, as JSON
   */
  public record Sources(
      String repository, String planName, String planFile, String planText, String settingsText) {}
}
