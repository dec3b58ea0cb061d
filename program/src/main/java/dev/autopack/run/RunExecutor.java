package dev.autopack.run;

import dev.autopack.error.OperatorException;
import dev.autopack.gate.Finalizer;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.Workspace;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The one executor of a run: holds its lock from construction to {@link #close}, checks, executes
 * and rolls back.
 */
public final class RunExecutor implements AutoCloseable {
  private final RunId run;
  private final Plan plan;
  private final RunPorts ports;
  private final RunTools tools;
  private final RunSettings settings;
  private final InstantSource clock;
  private final RunLocks.Held lock;
  private final Events events;
  private final Ledger ledger;
  private final PhaseGates gates;

  /**
   * Takes the run over.
   *
   * @param owner names this process for people
   * @throws OperatorException when another process executes the run
   */
  public RunExecutor(
      RunRecord record,
      Plan plan,
      RunPorts ports,
      RunTools tools,
      RunSettings settings,
      InstantSource clock,
      String owner,
      Onlooker onlooker) {
    this.run = record.id();
    this.plan = plan;
    this.ports = ports;
    this.tools = tools;
    this.settings = settings;
    this.clock = clock;
    this.lock = ports.locks().tryAcquire(record.id()).orElseThrow(() -> taken(record.id()));
    ports.store().own(run, owner);
    this.events = new Events(ports.store(), run, onlooker::see);
    this.ledger = new Ledger(ports.store(), run, plan.limits(), clock);
    this.gates = new PhaseGates(run, plan, ports, tools, events, clock);
  }

  private static OperatorException taken(RunId run) {
    return new OperatorException(
        "The run '%s' is being executed by another process.".formatted(run),
        "Follow it: autopack watch " + run);
  }

  /** Sees each event as it happens, on the executing thread. */
  @FunctionalInterface
  public interface Onlooker {
    void see(Optional<PhaseId> phase, RunEvent event);
  }

  /** What can be known before a token is spent; runs the setup command and the tests. */
  public RunCheck check() throws InterruptedException {
    return new RunCheck(
        RunChecks.of(
            ports.store().find(run).orElseThrow(), plan, settings, tools, gates, ledger, events));
  }

  /**
   * Runs until nothing is runnable.
   *
   * @throws InterruptedException when a person interrupted; the run is SUSPENDED then
   */
  public RunState execute() throws InterruptedException {
    var workspace = tools.workspace();
    var trees = new PhaseTree(ports.journal(), workspace, events);
    var pipeline =
        new PhasePipeline(
            new Drafting(run, plan, settings, ports, tools, ledger, events),
            new Approvals(
                tools.policy(), ports, workspace, events, clock, settings.approvalPatience()),
            gates,
            trees,
            new Finalizer(PhaseGates.BUILT, settings.waivers()));
    return new RunLoop(run, plan, ports.store(), pipeline, ledger, events, clock).execute();
  }

  /** Suspends a run that was not begun, or stopped before its loop. */
  public void suspend(String why) {
    if (ports.store().find(run).orElseThrow().state() == RunState.RUNNING) {
      events.move(RunState.RUNNING, RunLife.Event.SUSPEND, "suspended: " + why);
    }
  }

  /**
   * Moves the branch back to where the run or the phase began.
   *
   * @return the branch that keeps what was there
   */
  public String rollBack(Optional<PhaseId> to, String person) throws InterruptedException {
    var workspace = tools.workspace();
    var target = target(to);
    var head = workspace.head();
    var name =
        "rolled-back-"
            + (ports.store().events(run, 0, Integer.MAX_VALUE).stream()
                    .filter(stored -> stored.event().type().equals("rolled_back_to"))
                    .count()
                + 1);
    var kept =
        workspace.keepPartial(
            name, workspace.treeOf(head), "What run %s held before a rollback".formatted(run));
    workspace.rollBackTo(target);
    events.tell(
        "rolled_back_to",
        "%s rolled back to %s; what was there is kept as %s"
            .formatted(person, target.commit().abbreviated(), kept));
    for (var phase : undone(to)) {
      events.move(
          phase.id(),
          PhaseState.COMPLETE,
          PhaseLife.Event.ROLL_BACK,
          "rolled back by " + person,
          "rolled back");
    }
    var state = ports.store().find(run).orElseThrow().state();
    events.move(state, RunLife.Event.ROLL_BACK, "rolled back by " + person);
    return kept;
  }

  private Workspace.Checkpoint target(Optional<PhaseId> to) throws InterruptedException {
    if (to.isEmpty()) {
      return new Workspace.Checkpoint(
          "start",
          new dev.autopack.workspace.CommitId(ports.store().find(run).orElseThrow().baseCommit()));
    }
    var phase = to.orElseThrow();
    var begun =
        ports.store().phases(run).stream()
            .anyMatch(record -> record.id().equals(phase) && record.attempts() > 0);
    if (!begun) {
      throw new OperatorException(
          "The phase '%s' was never begun in run '%s'.".formatted(phase, run),
          "See its phases: autopack status " + run);
    }
    return PhaseTree.checkpoint(ports.journal(), tools.workspace(), run, phase);
  }

  /** Complete phases that began no earlier than the target. */
  private List<PhaseRecord> undone(Optional<PhaseId> to) {
    var begins = new java.util.HashMap<PhaseId, Long>();
    for (var stored : ports.store().events(run, 0, Integer.MAX_VALUE)) {
      stored
          .phase()
          .filter(_ -> stored.event().type().equals("phase_running"))
          .ifPresent(id -> begins.putIfAbsent(id, stored.sequence()));
    }
    long from = to.map(id -> begins.getOrDefault(id, 0L)).orElse(0L);
    return ports.store().phases(run).stream()
        .filter(phase -> phase.state() == PhaseState.COMPLETE)
        .filter(phase -> begins.getOrDefault(phase.id(), 0L) >= from)
        .toList();
  }

  @Override
  public void close() {
    lock.close();
  }
}
