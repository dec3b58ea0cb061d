package dev.autopack.cli;

import dev.autopack.run.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a run: checks first, then executes until nothing is runnable. */
@Command(
    name = "run",
    description = "Runs a plan: checks first, then phase by phase until nothing is runnable.")
final class RunCommand implements Action {
  @Parameters(arity = "0..1", paramLabel = "PLAN", description = "The plan, as YAML or JSON.")
  private @Nullable Path plan;

  @Option(names = "--goal", paramLabel = "TEXT", description = "A one-phase plan of this goal.")
  private @Nullable String goal;

  @Option(
      names = "--deliverable",
      paramLabel = "PATH",
      arity = "1..*",
      description = "What --goal must deliver.")
  private List<String> deliverables = List.of();

  @Option(
      names = "--validation",
      paramLabel = "COMMAND",
      description = "The command whose exit code decides on --goal.")
  private @Nullable String validation;

  @Option(names = "--check", description = "Stops after the check; nothing is spent.")
  private boolean checkOnly;

  @Option(names = "--json", description = "Prints events and the result as JSON Lines.")
  private boolean json;

  @Mixin private LimitOptions limits = new LimitOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public ExitCode run(Program program) throws InterruptedException {
    var prepared = program.prepare(source());
    prepared.warnings().forEach(warning -> program.console().say("warning: " + warning));
    try (var session = program.open()) {
      var run = session.start(prepared);
      return start(program, session, run);
    }
  }

  /** A run that never began leaves nothing behind: no branch, no worktree, no history. */
  private ExitCode start(Program program, Program.Session session, RunRecord run)
      throws InterruptedException {
    var begins = false;
    try (var live = new Live(program, json);
        var executor = session.executor(run, live)) {
      Execution.raiseLimits(program, session, run, limits.limits());
      var ready = Execution.check(program, executor, live, json);
      begins = ready && !checkOnly;
      if (begins) {
        // Not before: a run that does not begin is forgotten, and its name would mislead.
        live.say("run " + run.id());
        return Execution.execute(program, session, run, executor, live, json);
      }
      if (!ready) {
        program
            .console()
            .error(
                "The check failed, so no run was started.",
                "Mend what is marked FAIL, then run the same command again.");
      }
      return ready ? ExitCode.OK : ExitCode.USAGE;
    } finally {
      if (!begins) {
        forget(session, run);
      }
    }
  }

  private static void forget(Program.Session session, RunRecord run) {
    // What Ctrl-C interrupted is over; the tidying must not be.
    var interrupted = Thread.interrupted();
    session.forget(run);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Program.PlanSource source() {
    if ((plan == null) == (goal == null)) {
      throw new ParameterException(
          spec().commandLine(), "Name either a plan file, or --goal TEXT --deliverable PATH.");
    }
    if (plan != null && (!deliverables.isEmpty() || validation != null)) {
      throw new ParameterException(
          spec().commandLine(),
          "--deliverable and --validation belong to --goal; a plan file names its own.");
    }
    if (plan != null) {
      return new Program.PlanSource.File(plan);
    }
    if (Optional.ofNullable(goal).orElseThrow().isBlank()) {
      throw new ParameterException(
          spec().commandLine(), "--goal says nothing: write what should be there in the end.");
    }
    if (deliverables.isEmpty()) {
      throw new ParameterException(
          spec().commandLine(), "--goal needs at least one --deliverable PATH.");
    }
    return new Program.PlanSource.Goal(
        Optional.ofNullable(goal).orElseThrow(), deliverables, Optional.ofNullable(validation));
  }

  private CommandSpec spec() {
    return Optional.ofNullable(spec).orElseThrow();
  }
}
