package dev.autopack.run;

import dev.autopack.error.OperatorException;
import dev.autopack.governance.Answer;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Workspace;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way back to where a run or one of its phases began. Ends the run. Started again after it died
 * on the way, it comes to the same end.
 */
final class RunRollback {
  /** The fact of the event that ends a rollback: from which event on what happened is undone. */
  private static final String UNDONE_AFTER = "undone_after";

  private final RunId run;
  private final RunPorts ports;
  private final Workspace workspace;
  private final Events events;
  private final InstantSource clock;
  private final List<StoredEvent> past;

  RunRollback(RunId run, RunPorts ports, Workspace workspace, Events events, InstantSource clock) {
    this.run = run;
    this.clock = clock;
    this.ports = ports;
    this.workspace = workspace;
    this.events = events;
    this.past = ports.store().events(run, 0, Integer.MAX_VALUE);
  }

  /** A step's result: where what was there is kept. */
  record KeptBranch(String name) {}

  String to(Optional<PhaseId> phase, String person) throws InterruptedException {
    var after = phase.map(this::beginning).orElse(0L);
    var target = phase.isPresent() ? checkpoint(phase.orElseThrow()) : start();
    refuseIfThere(target);
    var kept = moveBranch(target);
    answerAll(person);
    for (var record : ports.store().phases(run)) {
      leaveOut(record, after, person);
    }
    events.move(
        ports.store().find(run).orElseThrow().state(),
        RunLife.Event.ROLL_BACK,
        Map.of("commit", target.commit().value(), UNDONE_AFTER, Long.toString(after)),
        "%s rolled back to %s; what was there is kept as %s"
            .formatted(person, target.commit().abbreviated(), kept));
    return kept;
  }

  /** An ended run that stands there has nothing to lose or to leave. */
  private void refuseIfThere(Workspace.Checkpoint target) {
    var state = ports.store().find(run).orElseThrow().state();
    if (state == RunState.INCOMPLETE
        && workspace.head().equals(target.commit())
        && ports.store().phases(run).stream()
            .noneMatch(record -> record.state() == PhaseState.COMPLETE)) {
      throw new OperatorException(
          "The run '%s' stands there already; there is nothing to roll back.".formatted(run),
          "Read its report: autopack report " + run);
    }
  }

  /** The event that the phase began with. */
  private long beginning(PhaseId phase) {
    var began =
        of(phase, "phase_running")
            .findFirst()
            .orElseThrow(() ->
                new OperatorException(
                    "The phase '%s' was never begun in run '%s'.".formatted(phase, run),
                    "See its phases: autopack status " + run));
    if (earlierRollbacks().stream().anyMatch(after -> began.sequence() > after)) {
      throw new OperatorException(
          "The beginning of phase '%s' was left behind by an earlier rollback.".formatted(phase),
          "Go further back: autopack rollback " + run);
    }
    return began.sequence();
  }

  private Stream<StoredEvent> of(PhaseId phase, String type) {
    return past.stream()
        .filter(stored -> stored.phase().equals(Optional.of(phase)))
        .filter(stored -> stored.event().type().equals(type));
  }

  private List<Long> earlierRollbacks() {
    return past.stream()
        .flatMap(stored -> Optional.ofNullable(stored.event().facts().get(UNDONE_AFTER)).stream())
        .map(Long::parseLong)
        .toList();
  }

  private Workspace.Checkpoint checkpoint(PhaseId phase) throws InterruptedException {
    return PhaseTree.checkpoint(ports.journal(), workspace, run, phase);
  }

  private Workspace.Checkpoint start() {
    var base = new CommitId(ports.store().find(run).orElseThrow().baseCommit());
    return new Workspace.Checkpoint("start", base);
  }

  private String moveBranch(Workspace.Checkpoint target) throws InterruptedException {
    var number = earlierRollbacks().size() + 1;
    // A step: done again after the branch moved, it would keep what the rollback left.
    var kept =
        ports
            .journal()
            .step(
                AttemptKey.ofRun(run, "keep before rollback " + number, KeptBranch.class),
                _ ->
                    new KeptBranch(
                        workspace.keepPartial(
                            "rolled-back-" + number,
                            workspace.treeOf(workspace.head()),
                            "What run %s held before a rollback".formatted(run))));
    ports
        .journal()
        .step(
            AttemptKey.ofRun(
                run, "rollback %d to %s".formatted(number, target.commit()), Done.class),
            _ -> {
              workspace.rollBackTo(target);
              ports.store().phases(run).forEach(phase -> workspace.release(phase.id()));
              return Done.DONE;
            });
    return kept.name();
  }

  /** What is asked of a run that is over would be answered for nothing. */
  private void answerAll(String person) {
    for (var request : ports.store().unanswered(run)) {
      var text = "the run was rolled back";
      var event =
          new RunEvent(
              "approval_denied",
              Map.of("request", request.id(), "by", person),
              "request %s is void: %s".formatted(request.id(), text));
      var answer = new Answer(Answer.Choice.DENIED, person, clock.instant(), text);
      if (ports.store().answer(request.id(), answer, event)) {
        events.show(request.phase(), event);
      }
    }
  }

  private void leaveOut(PhaseRecord phase, long after, String person) {
    var event =
        switch (phase.state()) {
          case COMPLETE ->
              completed(phase.id()) > after
                  ? Optional.of(PhaseLife.Event.ROLL_BACK)
                  : Optional.<PhaseLife.Event>empty();
          case RUNNING -> Optional.of(PhaseLife.Event.ROLL_BACK);
          case QUEUED, AWAITING_APPROVAL, SUSPENDED -> Optional.of(PhaseLife.Event.SKIP);
          case FAILED, BLOCKED, SKIPPED -> Optional.<PhaseLife.Event>empty();
        };
    event.ifPresent(what ->
        events.move(phase.id(), phase.state(), what, "rolled back by " + person, "rolled back"));
  }

  /** Commits follow each other as phases became complete, however they began. */
  private long completed(PhaseId phase) {
    return of(phase, "phase_complete")
        .mapToLong(StoredEvent::sequence)
        .max()
        .orElse(Long.MAX_VALUE);
  }
}
