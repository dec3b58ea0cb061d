package dev.autopack.cli;

import dev.autopack.plan.PhaseId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a run's branch back to where it, or one of its phases, began; nothing is lost. */
@Command(
    name = "rollback",
    description = {
      "Moves a run's branch back to where the run, or a phase, began.",
      "What was there is kept as a branch. A run that was rolled back cannot be resumed."
    })
final class RollbackCommand implements Action {
  @Mixin private RunArgument run = new RunArgument();

  @Option(names = "--to", paramLabel = "PHASE", description = "Back to where this phase began.")
  private @Nullable String phase;

  @Override
  public ExitCode run(Program program) throws InterruptedException {
    try (var session = program.open()) {
      var record = run.find(session.ports().store());
      try (var executor = session.executor(record, new Live(program, false))) {
        var kept =
            executor.rollBack(Optional.ofNullable(phase).map(PhaseId::new), program.person());
        program.console().print("rolled back; what was there is kept as branch " + kept);
        return ExitCode.OK;
      }
    }
  }
}
