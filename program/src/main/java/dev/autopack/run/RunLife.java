package dev.autopack.run;

import static dev.autopack.run.RunState.COMPLETE;
import static dev.autopack.run.RunState.INCOMPLETE;
import static dev.autopack.run.RunState.RUNNING;
import static dev.autopack.run.RunState.SUSPENDED;
import static dev.autopack.run.RunState.WAITING;

import java.util.List;

/** The life of a run as one table; {@code docs/reference/states.md} is made of it. */
public final class RunLife {
  /** What can happen to a run. */
  public enum Event {
    WAIT,
    SUSPEND,
    RESUME,
    COMPLETE,
    END,
    ROLL_BACK
  }

  /** One row of the table. */
  public record Move(RunState from, Event event, RunState to, String meaning) {}

  public static final List<Move> TABLE =
      List.of(
          new Move(RUNNING, Event.WAIT, WAITING, "nothing is runnable and a person is asked"),
          new Move(RUNNING, Event.SUSPEND, SUSPENDED, "budget, outage or operator"),
          new Move(RUNNING, Event.COMPLETE, COMPLETE, "every phase is complete"),
          new Move(
              RUNNING,
              Event.END,
              INCOMPLETE,
              "a phase failed, was blocked or left out, or the end is worse than T0"),
          new Move(WAITING, Event.RESUME, RUNNING, "an executor took it up again"),
          new Move(SUSPENDED, Event.RESUME, RUNNING, "an executor took it up again"),
          new Move(WAITING, Event.ROLL_BACK, INCOMPLETE, "a person rolled it back"),
          new Move(SUSPENDED, Event.ROLL_BACK, INCOMPLETE, "a person rolled it back"),
          new Move(RUNNING, Event.ROLL_BACK, INCOMPLETE, "a person rolled back a killed run"),
          new Move(INCOMPLETE, Event.ROLL_BACK, INCOMPLETE, "a person rolled it back"),
          new Move(COMPLETE, Event.ROLL_BACK, INCOMPLETE, "a person rolled it back"));

  private RunLife() {}

  /**
   * Where an event leads.
   *
   * @throws IllegalStateException when the table has no such row
   */
  public static RunState next(RunState from, Event event) {
    return TABLE.stream()
        .filter(move -> move.from() == from && move.event() == event)
        .map(Move::to)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("a run in %s knows no %s".formatted(from, event)));
  }
}
