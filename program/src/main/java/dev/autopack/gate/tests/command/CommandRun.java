package dev.autopack.gate.tests.command;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.Endings;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs a command that a plan declares. Where the plan names a JUnit XML file that it writes, its
 * tests are the evidence; else its exit code alone.
 */
public final class CommandRun {
  private static final int KEPT_OUTPUT_BYTES = 256 * 1024;

  private final ProcessRunner runner;

  public CommandRun(ProcessRunner runner) {
    this.runner = runner;
  }

  /** Never throws for what the command does; one that cannot be started is trouble too. */
  public TestReport run(List<String> argv, Path folder, Patience patience)
      throws InterruptedException {
    try {
      var exit = start(argv, folder, patience);
      return new TestReport(
          TestReport.COMMAND,
          execution(argv, exit),
          TestReport.Kind.EXIT_CODE,
          List.of(),
          Endings.judge(exit, patience).map(List::of).orElse(List.of()));
    } catch (EnvironmentException e) {
      return notStarted(argv);
    }
  }

  /**
   * The same of one that writes a report.
   *
   * @param report relative to the folder; one that does not change is an earlier run's
   * @param tree the files of the folder
   */
  public TestReport run(
      List<String> argv, RepoPath report, Path folder, Tree tree, Patience patience)
      throws InterruptedException {
    var file = folder.resolve(report.value());
    // What is tracked cannot be taken away, so that its age is told instead.
    var before = changed(file);
    try {
      var exit = start(argv, folder, patience);
      var draft = new ReportDraft(TestReport.COMMAND);
      var reading = new CommandReading(report, tree, draft);
      Endings.judge(exit, patience).ifPresent(draft::add);
      if (before.isPresent() && before.equals(changed(file))) {
        draft.add(
            new Trouble(
                Trouble.Kind.REPORT, "'%s' is a report of an earlier run".formatted(report)));
      } else {
        reading.read(file, exit);
      }
      return draft.close(execution(argv, exit));
    } catch (EnvironmentException e) {
      return notStarted(argv);
    }
  }

  private static Optional<String> changed(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Files.getLastModifiedTime(file) + " " + Files.size(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Exit start(List<String> argv, Path folder, Patience patience)
      throws InterruptedException {
    var bounds = new Command.Bounds(patience.wall(), patience.idle(), KEPT_OUTPUT_BYTES);
    return runner.run(new Command(argv, folder, Command.UNATTENDED, bounds));
  }

  private static TestReport.Execution execution(List<String> argv, Exit exit) {
    return new TestReport.Execution(
        List.of(argv), exit.code(), exit.took().toMillis(), Console.tail(exit), List.of());
  }

  private static TestReport notStarted(List<String> argv) {
    var problem = "'%s' cannot be started".formatted(argv.getFirst());
    return new TestReport(
        TestReport.COMMAND,
        new TestReport.Execution(List.of(argv), -1, 0, problem, List.of()),
        TestReport.Kind.EXIT_CODE,
        List.of(),
        List.of(new Trouble(Trouble.Kind.TOOL, problem)));
  }
}
