package dev.autopack.telemetry;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Format;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One builder call as it is on record.
 *
 * @param enforced what was sent as the output limit, with the estimate it came from
 * @param refined the estimate's p50 after the builder's declaration, where one came
 * @param outcome empty while the call is in flight
 */
public record CallFacts(
    Place place,
    Shape shape,
    Budget enforced,
    OptionalLong refined,
    Optional<Outcome> outcome,
    Fate fate) {

  /**
   * Which call it is; attempt, batch and number from 1.
   *
   * @param repository the absolute path of the checkout its run was started from
   */
  public record Place(
      RunId run,
      String repository,
      PhaseId phase,
      int attempt,
      int batch,
      int number,
      Instant at) {}

  /** What calls are grouped by. */
  public record Shape(
      Category category,
      Complexity complexity,
      String model,
      Format format,
      int scopeFiles,
      boolean batched) {}

  /**
   * How a settled call ended.
   *
   * @param stop why the provider ended the reply; empty where the provider did not end it
   * @param output tokens that came out, those of reasoning among them; empty where nobody counted
   * @param reasoning the part of {@code output} that is no reply
   * @param foreign the framing the reply came in, where that was not the one asked for
   */
  public record Outcome(
      Ending ending,
      Optional<Stop> stop,
      OptionalLong output,
      long reasoning,
      int units,
      Optional<String> foreign) {
    /** What came out as the reply itself, without what the model thought. */
    public OptionalLong reply() {
      return output.isPresent()
          ? OptionalLong.of(Math.max(0, output.getAsLong() - reasoning))
          : output;
    }
  }

  /** How a call ended. */
  public enum Ending {
    COMPLETE,
    MALFORMED,
    CUT,
    /** We stopped the stream ourselves. */
    CANCELLED,
    FAILED,
    /** In flight when its process died. */
    LOST
  }

  /** Why a provider ended a reply. */
  public enum Stop {
    END,
    MAX_TOKENS,
    REFUSAL,
    OTHER
  }

  /** What became of the output in the end. */
  public sealed interface Fate {
    /** The attempt goes on. */
    record Open() implements Fate {}

    /** The attempt ended without a commit. */
    record Dropped(Why why) implements Fate {
      /** What it ended for. */
      public enum Why {
        /** Its last batch stayed cut. */
        CUT,
        OTHER
      }
    }

    /**
     * The attempt ended in a commit.
     *
     * @param tokens how many of the call's output tokens are in it; empty where nobody knows
     */
    record Committed(OptionalLong tokens) implements Fate {}
  }
}
