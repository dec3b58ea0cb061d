package dev.autopack.cli;

import dev.autopack.error.OperatorException;
import dev.autopack.run.RunState;
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
                .formatted(record.id(), record.state()),
            "Read its report: autopack report " + record.id());
      }
      return Execution.execute(program, session, record, limits.limits(), json);
    }
  }
}
