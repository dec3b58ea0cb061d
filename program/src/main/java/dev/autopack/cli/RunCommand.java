package dev.autopack.cli;

import dev.autopack.run.RunCheck;
import dev.autopack.run.RunExecutor;
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
    try (var session = program.open()) {
      var run = session.start(prepared, limits.limits());
      return checkOnly
          ? check(program, session, run)
          : Execution.execute(program, session, run, limits.limits(), json);
    }
  }

  private ExitCode check(Program program, Program.Session session, RunRecord run)
      throws InterruptedException {
    try (RunExecutor executor = session.executor(run, new Live(program, json))) {
      var check = executor.check();
      Execution.show(program, check, json);
      return check.lines().stream().anyMatch(line -> line.mark() == RunCheck.Mark.FAIL)
          ? ExitCode.USAGE
          : ExitCode.OK;
    } finally {
      session
          .repository(run)
          .remove(run.id(), dev.autopack.workspace.Repository.Removal.EVERYTHING);
      session.ports().store().remove(run.id());
    }
  }

  private Program.PlanSource source() {
    if ((plan == null) == (goal == null)) {
      throw new ParameterException(
          spec().commandLine(), "Name a plan file, or write --goal TEXT --deliverable PATH.");
    }
    if (plan != null) {
      return new Program.PlanSource.File(plan);
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
