package dev.autopack.run;

import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.output.Kept;
import dev.autopack.plan.Limits;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The state of every run, durable when a method returns. Each change of a state and its event are
 * written in one transaction.
 */
public interface RunStore {
  /** Writes the run, its phases as QUEUED and the event; a run of this id must not exist. */
  void create(RunRecord run, List<PhaseId> phases, RunEvent event);

  Optional<RunRecord> find(RunId run);

  /** Every run, newest first. */
  List<RunRecord> list();

  /** The phases of a run in the plan's order. */
  List<PhaseRecord> phases(RunId run);

  /**
   * Changes a run's state.
   *
   * @throws IllegalStateException when the run is not in {@code from}
   */
  void move(RunId run, RunState from, RunState to, RunEvent event);

  /**
   * Changes a phase's state.
   *
   * @param reason a machine-readable cause, kept with the phase; empty where there is none
   * @throws IllegalStateException when the phase is not in {@code from}
   */
  void move(
      RunId run, PhaseId phase, PhaseState from, PhaseState to, String reason, RunEvent event);

  /** Raises the fence and names the owner of a run; every later write of another owner is void. */
  long own(RunId run, String owner);

  /** Replaces the plan's limits of a run, as far as {@code limits} sets them. */
  void raiseLimits(RunId run, Limits limits, RunEvent event);

  /** What {@link #raiseLimits} set last; {@link Limits#NONE} where it never did. */
  Limits raisedLimits(RunId run);

  /** Adds to the time that executors worked on a run; waiting for people is not work. */
  void addWorked(RunId run, Duration worked);

  Duration worked(RunId run);

  /** An event without a change of state. */
  void append(RunId run, Optional<PhaseId> phase, RunEvent event);

  /** Events with a greater sequence number, oldest first, at most {@code max}. */
  List<StoredEvent> events(RunId run, long after, int max);

  /** Writes an attempt's begin; the same attempt again changes nothing. */
  void beginAttempt(RunId run, PhaseId phase, int attempt, RunEvent event);

  /** Writes how an attempt ended; the same attempt again changes nothing. */
  void endAttempt(RunId run, PhaseId phase, int attempt, AttemptEnd end, RunEvent event);

  List<AttemptRecord> attempts(RunId run);

  /** Takes tokens and money out of the run's limits before a call; the same call again is one. */
  void reserve(CallReservation reservation);

  /** Writes what a reserved call really took; the same call again changes nothing. */
  void settle(CallKey call, CallSettlement settlement);

  /**
   * Writes how many of a call's output tokens reached a commit; the same call again changes
   * nothing.
   */
  void credit(CallKey call, long tokens);

  /** Every call of a run in the order reserved. */
  List<CallRecord> calls(RunId run);

  /**
   * Keeps a unit as it closes, and at its call's end what a cut left open; the same index again
   * changes nothing.
   */
  void saveUnit(CallKey call, int index, Kept kept);

  /** What is kept of a batch in the order it closed, over all its calls. */
  List<StoredUnit> units(RunId run, PhaseId phase, int attempt, int batch);

  /** Asks a person: writes the request and moves the phase to AWAITING_APPROVAL. */
  void ask(GovernanceRequest request, RunEvent event);

  Optional<GovernanceRequest> findRequest(String id);

  /** Requests of a run that nobody has answered, oldest first, expired ones among them. */
  List<GovernanceRequest> unanswered(RunId run);

  /** The answers to a phase's requests, oldest first. */
  List<AnsweredRequest> answered(RunId run, PhaseId phase);

  /**
   * Writes the one answer to a request and queues its phase again.
   *
   * @return whether this call did it; false where another answer was first
   */
  boolean answer(String request, Answer answer, RunEvent event);

  /** Removes everything of a run. */
  void remove(RunId run);

  /** A request with its answer. */
  record AnsweredRequest(GovernanceRequest request, Answer answer) {
    /** Whether it allows the change: a yes, and before the request expired. */
    public boolean isGrant() {
      return answer.choice() == Answer.Choice.APPROVED && answer.at().isBefore(request.expires());
    }
  }

  /** A unit as it was kept. */
  record StoredUnit(CallKey call, int index, Kept unit) {}
}
