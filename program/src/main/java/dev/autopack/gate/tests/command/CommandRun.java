package dev.autopack.gate.tests.command;

import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.Endings;
import dev.autopack.process.Command;
import dev.autopack.process.ProcessRunner;
import java.nio.file.Path;
import java.util.List;

/** Runs a command that a plan declares; it writes no report, so its exit code is the evidence. */
public final class CommandRun {
  private static final String ID = "command";
  private static final int KEPT_OUTPUT_BYTES = 256 * 1024;

  private final ProcessRunner runner;

  public CommandRun(ProcessRunner runner) {
    this.runner = runner;
  }

  /** Never throws for what the command does; one that cannot be started is trouble too. */
  public TestReport run(List<String> argv, Path folder, TestToolchain.Patience patience)
      throws InterruptedException {
    var bounds = new Command.Bounds(patience.wall(), patience.idle(), KEPT_OUTPUT_BYTES);
    try {
      var exit = runner.run(new Command(argv, folder, Command.UNATTENDED, bounds));
      var execution =
          new TestReport.Execution(
              List.of(argv), exit.code(), exit.took().toMillis(), Console.tail(exit), List.of());
      return new TestReport(
          ID,
          execution,
          TestReport.Kind.EXIT_CODE,
          List.of(),
          Endings.judge(exit, patience).map(List::of).orElse(List.of()));
    } catch (EnvironmentException e) {
      var problem = "'%s' cannot be started".formatted(argv.getFirst());
      return new TestReport(
          ID,
          new TestReport.Execution(List.of(argv), -1, 0, problem, List.of()),
          TestReport.Kind.EXIT_CODE,
          List.of(),
          List.of(new Trouble(Trouble.Kind.TOOL, problem)));
    }
  }
}
