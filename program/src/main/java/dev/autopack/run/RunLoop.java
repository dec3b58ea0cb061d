package dev.autopack.run;

import dev.autopack.failure.FailureDigest;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes a run as far as it goes: phase by phase in the plan's order, dependencies first, until
 * nothing is runnable. A waiting phase holds up its dependents only.
 */
final class RunLoop {
  private final RunId run;
  private final Plan plan;
  private final RunStore store;
  private final PhasePipeline pipeline;
  private final Finish finish;
  private final Ledger ledger;
  private final Events events;
  private final InstantSource clock;

  RunLoop(
      RunId run,
      Plan plan,
      RunStore store,
      PhasePipeline pipeline,
      Finish finish,
      Ledger ledger,
      Events events,
      InstantSource clock) {
    this.run = run;
    this.plan = plan;
    this.store = store;
    this.pipeline = pipeline;
    this.finish = finish;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /** Looks at the whole once every phase is complete. */
  @FunctionalInterface
  interface Finish {
    /** What is worse than at the run's beginning; empty where nothing is. */
    Optional<String> worse() throws InterruptedException;
  }

  /**
   * Runs until nothing is runnable, and says where the run stands then.
   *
   * @throws InterruptedException when a person interrupted; the run is SUSPENDED then
   */
  RunState execute() throws InterruptedException {
    var state = store.find(run).orElseThrow().state();
    if (state == RunState.COMPLETE || state == RunState.INCOMPLETE) {
      // Another process ended it before this one had the lock.
      return state;
    }
    try {
      begin();
      var suspended = Optional.<PhaseOutcome.Suspended>empty();
      for (var next = next(); next.isPresent(); next = next()) {
        var earlier = suspended;
        suspended = turn(next.orElseThrow()).or(() -> earlier);
        if (suspended.filter(PhaseOutcome.Suspended::stopsRun).isPresent()) {
          break;
        }
      }
      return end(suspended);
    } catch (InterruptedException e) {
      suspend(SuspendedBy.OPERATOR, "interrupted by a person");
      throw e;
    } catch (dev.autopack.error.EnvironmentException | dev.autopack.error.OperatorException e) {
      suspend(SuspendedBy.OPERATOR, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      ledger.countTime();
    }
  }

  private void begin() {
    expire();
    var state = store.find(run).orElseThrow().state();
    if (state != RunState.RUNNING) {
      events.move(state, RunLife.Event.RESUME, "resumed");
    }
    for (var phase : store.phases(run)) {
      if (phase.state() == PhaseState.SUSPENDED) {
        events.move(phase.id(), PhaseState.SUSPENDED, PhaseLife.Event.RESUME, "", "queued again");
      }
    }
  }

  /** No answer in time is a no. */
  private void expire() {
    for (var request : store.unanswered(run)) {
      if (!clock.instant().isBefore(request.expires())) {
        expire(request);
      }
    }
  }

  private void expire(GovernanceRequest request) {
    var answer =
        new Answer(Answer.Choice.DENIED, Answer.NOBODY, clock.instant(), "nobody answered in time");
    var event =
        new RunEvent(
            "approval_expired",
            Map.of("request", request.id()),
            "request %s expired unanswered, which is a no".formatted(request.id()));
    if (store.answer(request.id(), answer, event)) {
      events.show(request.phase(), event);
    }
  }

  /** A phase that a dead process left running comes first, then the plan's order. */
  private Optional<Phase> next() {
    expire();
    block();
    var states = states();
    return plan.phases().stream()
        .filter(phase ->
            switch (stateOf(states, phase.id())) {
              case RUNNING -> true;
              case QUEUED -> phase.dependsOn().stream().allMatch(id -> isDone(stateOf(states, id)));
              case AWAITING_APPROVAL, SUSPENDED, COMPLETE, FAILED, BLOCKED, SKIPPED -> false;
            })
        .min(
            Comparator.comparingInt(
                phase -> stateOf(states, phase.id()) == PhaseState.RUNNING ? 0 : 1));
  }

  /** To a fixed point: what a blocked phase would have made is missing to its own dependents. */
  private void block() {
    boolean changed;
    do {
      changed = false;
      var states = states();
      for (var phase : plan.phases()) {
        var lost =
            phase.dependsOn().stream()
                .filter(id ->
                    states.get(id) == PhaseState.FAILED || states.get(id) == PhaseState.BLOCKED)
                .findFirst();
        if (states.get(phase.id()) == PhaseState.QUEUED && lost.isPresent()) {
          var why = "it depends on '%s', which did not complete".formatted(lost.orElseThrow());
          events.move(phase.id(), PhaseState.QUEUED, PhaseLife.Event.BLOCK, why, "blocked: " + why);
          changed = true;
        }
      }
    } while (changed);
  }

  private static PhaseState stateOf(Map<PhaseId, PhaseState> states, PhaseId phase) {
    return Optional.ofNullable(states.get(phase))
        .orElseThrow(() -> new IllegalStateException("no phase '%s' is stored".formatted(phase)));
  }

  private static boolean isDone(PhaseState state) {
    return state == PhaseState.COMPLETE || state == PhaseState.SKIPPED;
  }

  private Map<PhaseId, PhaseState> states() {
    return store.phases(run).stream()
        .collect(Collectors.toMap(PhaseRecord::id, PhaseRecord::state));
  }

  private Optional<PhaseOutcome.Suspended> turn(Phase phase) throws InterruptedException {
    if (states().get(phase.id()) == PhaseState.QUEUED) {
      events.move(
          phase.id(),
          PhaseState.QUEUED,
          PhaseLife.Event.START,
          "",
          phase.intent().goal().lines().findFirst().orElse("").strip());
    }
    var outcome = outcome(phase);
    ledger.countTime();
    switch (outcome) {
      case PhaseOutcome.Complete(var id, var commit) ->
          events.move(
              id,
              PhaseState.RUNNING,
              PhaseLife.Event.COMPLETE,
              commit.value(),
              "complete: commit " + commit.abbreviated());
      case PhaseOutcome.Failed(var id, var reasons) ->
          events.move(
              id,
              PhaseState.RUNNING,
              PhaseLife.Event.FAIL,
              brief(reasons),
              "failed: " + brief(reasons));
      case PhaseOutcome.Suspended(var id, var by, _, var detail) ->
          events.move(
              id,
              PhaseState.RUNNING,
              PhaseLife.Event.SUSPEND,
              by.id() + ": " + detail,
              "suspended: " + detail);
      // Its request and its state were written together.
      case PhaseOutcome.AwaitingApproval _ -> {}
    }
    return outcome instanceof PhaseOutcome.Suspended suspended
        ? Optional.of(suspended)
        : Optional.empty();
  }

  private PhaseOutcome outcome(Phase phase) throws InterruptedException {
    try {
      return pipeline.run(phase);
    } catch (NotNow notNow) {
      return new PhaseOutcome.Suspended(
          phase.id(),
          notNow.by(),
          notNow.reach() == NotNow.Reach.RUN,
          Optional.ofNullable(notNow.getMessage()).orElse(""));
    }
  }

  private static String brief(List<FailureDigest> reasons) {
    var first = Words.line(reasons.getFirst().toString());
    return reasons.size() == 1 ? first : "%s (and %d more)".formatted(first, reasons.size() - 1);
  }

  private RunState end(Optional<PhaseOutcome.Suspended> suspended) throws InterruptedException {
    if (suspended.isPresent()) {
      var detail = suspended.orElseThrow().detail();
      events.move(RunState.RUNNING, RunLife.Event.SUSPEND, "suspended: " + detail);
      return RunState.SUSPENDED;
    }
    var count =
        store.phases(run).stream()
            .map(PhaseRecord::state)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var summary =
        count.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + Words.of(entry.getKey()))
            .collect(Collectors.joining(", "));
    var event =
        // An answer may have come since the last look: its phase is queued, and the run not over.
        count.keySet().stream().anyMatch(state -> !state.isFinal())
            ? RunLife.Event.WAIT
            : count.keySet().equals(java.util.Set.of(PhaseState.COMPLETE))
                ? RunLife.Event.COMPLETE
                : RunLife.Event.END;
    if (event == RunLife.Event.COMPLETE) {
      var worse = finish.worse();
      if (worse.isPresent()) {
        var text = "the end is worse than the beginning: " + worse.get();
        events.tell("end_check", text);
        events.move(RunState.RUNNING, RunLife.Event.END, summary + "; " + text);
        return RunState.INCOMPLETE;
      }
    }
    events.move(RunState.RUNNING, event, summary);
    return RunLife.next(RunState.RUNNING, event);
  }

  private void suspend(SuspendedBy by, String detail) {
    for (var phase : store.phases(run)) {
      if (phase.state() == PhaseState.RUNNING) {
        events.move(
            phase.id(),
            PhaseState.RUNNING,
            PhaseLife.Event.SUSPEND,
            by.id() + ": " + detail,
            "suspended: " + detail);
      }
    }
    if (store.find(run).orElseThrow().state() == RunState.RUNNING) {
      events.move(RunState.RUNNING, RunLife.Event.SUSPEND, "suspended: " + detail);
    }
  }
}
