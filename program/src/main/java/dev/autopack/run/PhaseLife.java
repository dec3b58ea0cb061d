package dev.autopack.run;

import static dev.autopack.run.PhaseState.AWAITING_APPROVAL;
import static dev.autopack.run.PhaseState.BLOCKED;
import static dev.autopack.run.PhaseState.COMPLETE;
import static dev.autopack.run.PhaseState.FAILED;
import static dev.autopack.run.PhaseState.QUEUED;
import static dev.autopack.run.PhaseState.RUNNING;
import static dev.autopack.run.PhaseState.SKIPPED;
import static dev.autopack.run.PhaseState.SUSPENDED;

import java.util.List;

/** The life of a phase as one table; {@code docs/reference/states.md} is made of it. */
public final class PhaseLife {
  /** What can happen to a phase. */
  public enum Event {
    START,
    ASK,
    ANSWER,
    SUSPEND,
    RESUME,
    COMPLETE,
    FAIL,
    BLOCK,
    SKIP,
    ROLL_BACK
  }

  /** One row of the table. */
  public record Move(PhaseState from, Event event, PhaseState to, String meaning) {}

  public static final List<Move> TABLE =
      List.of(
          new Move(QUEUED, Event.START, RUNNING, "its dependencies are complete"),
          new Move(QUEUED, Event.BLOCK, BLOCKED, "a dependency failed or was blocked"),
          new Move(QUEUED, Event.SKIP, SKIPPED, "a person left it out"),
          new Move(RUNNING, Event.ASK, AWAITING_APPROVAL, "policy asks; the change is held"),
          new Move(RUNNING, Event.SUSPEND, SUSPENDED, "budget, outage or operator"),
          new Move(RUNNING, Event.COMPLETE, COMPLETE, "the finalizer said so; committed"),
          new Move(RUNNING, Event.FAIL, FAILED, "the attempts are used up; rolled back"),
          new Move(AWAITING_APPROVAL, Event.ANSWER, QUEUED, "a person answered, or time did"),
          new Move(AWAITING_APPROVAL, Event.SKIP, SKIPPED, "a person left it out"),
          new Move(SUSPENDED, Event.RESUME, QUEUED, "a person resumed the run"),
          new Move(SUSPENDED, Event.SKIP, SKIPPED, "a person left it out"),
          new Move(RUNNING, Event.ROLL_BACK, SKIPPED, "a person rolled back a killed run"),
          new Move(COMPLETE, Event.ROLL_BACK, SKIPPED, "a person rolled it back"));

  private PhaseLife() {}

  /**
   * Where an event leads.
   *
   * @throws IllegalStateException when the table has no such row
   */
  public static PhaseState next(PhaseState from, Event event) {
    return TABLE.stream()
        .filter(move -> move.from() == from && move.event() == event)
        .map(Move::to)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("a phase in %s knows no %s".formatted(from, event)));
  }
}
