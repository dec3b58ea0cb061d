package dev.autopack.run;

import dev.autopack.error.OperatorException;
import dev.autopack.gate.Finalizer;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import java.time.InstantSource;
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
    this.lock = own(record.id(), ports, owner);
    this.events = new Events(ports.store(), run, onlooker::see);
    this.ledger = new Ledger(ports.store(), run, plan.limits(), clock);
    this.gates = new PhaseGates(run, plan, ports, tools, settings, ledger, events, clock);
  }

  private static RunLocks.Held own(RunId run, RunPorts ports, String owner) {
    var lock = ports.locks().tryAcquire(run).orElseThrow(() -> taken(run));
    var isOwned = false;
    try {
      ports.store().own(run, owner);
      isOwned = true;
      return lock;
    } finally {
      if (!isOwned) {
        lock.close();
      }
    }
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
    var record = ports.store().find(run).orElseThrow();
    return new RunCheck(
        RunChecks.of(
            record,
            plan,
            settings,
            tools,
            gates,
            ledger,
            events,
            RunCalibration.learnt(record.sources().repository(), ports.records())));
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
            new Drafting(
                run,
                plan,
                settings,
                ports,
                tools,
                ledger,
                events,
                RunCalibration.of(run, ports, events)),
            new Approvals(
                tools.policy(), ports, workspace, events, clock, settings.approvalPatience()),
            gates,
            trees,
            new Finalizer(PhaseGates.BUILT, settings.waivers()));
    var base = new CommitId(ports.store().find(run).orElseThrow().baseCommit());
    RunLoop.Finish finish = () -> gates.worseAtEnd(plan, base);
    return new RunLoop(run, plan, ports.store(), pipeline, finish, ledger, events, clock).execute();
  }

  /** Suspends a run that was not begun, or stopped before its loop. */
  public void suspend(String why) {
    if (ports.store().find(run).orElseThrow().state() == RunState.RUNNING) {
      events.move(RunState.RUNNING, RunLife.Event.SUSPEND, "suspended: " + why);
    }
  }

  /**
   * Moves the branch back to where the run or the phase began. The run is over then: what was not
   * final is left out, and nothing is asked or held any more.
   *
   * @return the branch that keeps what was there
   * @throws OperatorException when the phase never began, or its beginning was left behind
   */
  public String rollBack(Optional<PhaseId> to, String person) throws InterruptedException {
    return new RunRollback(run, ports, tools.workspace(), events, clock).to(to, person);
  }

  @Override
  public void close() {
    lock.close();
  }
}
