package dev.autopack.cli;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.run.RunExecutor;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on with a run that waits, was suspended or whose process died. */
@Command(
    name = "resume",
    description = "Goes on with a run that waits, was suspended or whose process died.")
final class ResumeCommand implements Action {
  @Mixin private RunArgument run = new RunArgument();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(names = "--json", description = "Prints events and the result as JSON Lines.")
  private boolean json;

  @Override
  public ExitCode run(Program program) throws InterruptedException {
    try (var session = program.open()) {
      var record = run.find(session.ports().store());
      if (record.state() == RunState.COMPLETE || record.state() == RunState.INCOMPLETE) {
        throw new OperatorException(
            "The run '%s' is %s; there is nothing to resume."
                .formatted(record.id(), Words.of(record.state())),
            "Read its report: autopack report " + record.id());
      }
      return resume(program, session, record);
    }
  }

  private ExitCode resume(Program program, Program.Session session, RunRecord record)
      throws InterruptedException {
    try (var live = new Live(program, json);
        var executor = session.executor(record, live)) {
      Execution.raiseLimits(program, session, record, limits.limits());
      live.say("run " + record.id());
      if (isReady(program, record, executor, live)) {
        return Execution.execute(program, session, record, executor, live, json);
      }
      program
          .console()
          .error(
              "The check failed, so the run '%s' was not taken up.".formatted(record.id()),
              "Mend what is marked FAIL, then run: autopack resume " + record.id());
      return ExitCode.USAGE;
    }
  }

  /** Whatever ends the check before the run goes on, the run is suspended and says why. */
  private boolean isReady(Program program, RunRecord record, RunExecutor executor, Live live)
      throws InterruptedException {
    try {
      var ready = Execution.check(program, executor, live, json);
      if (!ready) {
        executor.suspend("the check failed");
      }
      return ready;
    } catch (OperatorException | EnvironmentException wrong) {
      executor.suspend(String.valueOf(wrong.getMessage()));
      throw wrong;
    } catch (InterruptedException e) {
      executor.suspend("interrupted by a person");
      Execution.sayResume(program, record);
      throw e;
    }
  }
}
