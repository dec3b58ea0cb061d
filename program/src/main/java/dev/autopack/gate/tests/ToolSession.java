package dev.autopack.gate.tests;

import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of one run, which share its patience, and what evidence says of them. One thread's.
 */
public final class ToolSession {
  private static final Duration PROBE = Duration.ofSeconds(60);
  private static final Duration REPORT = Duration.ofMinutes(5);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ProcessRunner runner;
  private final Request request;
  private final Map<String, String> environment;
  private final List<List<String>> commands = new ArrayList<>();
  private Duration used = Duration.ZERO;
  private int code;
  private String output = "";

  public ToolSession(ProcessRunner runner, Request request, Map<String, String> environment) {
    this.runner = runner;
    this.request = request;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Runs a command in a folder.
   *
   * @param bytes how much of each stream is kept
   * @throws EnvironmentException when it cannot be started
   */
  public Exit run(List<String> argv, Path folder, int bytes) throws InterruptedException {
    return run(argv, folder, bytes, Map.of());
  }

  /** The same with variables of its own. */
  public Exit run(List<String> argv, Path folder, int bytes, Map<String, String> more)
      throws InterruptedException {
    commands.add(shown(argv));
    var exit = runner.run(new Command(argv, folder, with(more), bounds(bytes)));
    used = used.plus(exit.took());
    code = exit.code();
    output = Console.tail(exit);
    return exit;
  }

  /**
   * Fetches what a run turned out to lack; that is no evidence, and neither is what ran before it.
   */
  public void fetch(List<String> argv, Path folder, int bytes) throws InterruptedException {
    var patience = request.patience();
    var bounds = new Command.Bounds(patience.wall(), patience.idle(), bytes);
    runner.run(new Command(argv, folder, environment, bounds).toPrepare());
    commands.clear();
    used = Duration.ZERO;
  }

  /** Makes a report of what the tests left; that is no evidence. Whether it came to a good end. */
  public boolean report(List<String> argv, Path folder, Map<String, String> more)
      throws InterruptedException {
    return runner
        .run(new Command(argv, folder, with(more), new Command.Bounds(REPORT, REPORT, 65_536)))
        .isSuccess();
  }

  private Map<String, String> with(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return all;
  }

  /** What a tool says of itself on its first stream; not evidence, and empty where it says no. */
  public String ask(List<String> argv, Path folder) throws InterruptedException {
    return ask(argv, folder, Map.of());
  }

  /** The same with variables of its own. */
  public String ask(List<String> argv, Path folder, Map<String, String> more)
      throws InterruptedException {
    var all = with(more);
    var command = new Command(argv, folder, all, new Command.Bounds(PROBE, PROBE, 65_536));
    try {
      var exit = runner.run(command);
      return exit.isSuccess() ? exit.out().strip() : "";
    } catch (EnvironmentException notThere) {
      return "";
    }
  }

  /** A run that hung or was ended, as trouble; empty where it came to its own end. */
  public Optional<Trouble> ending(Exit exit) {
    return Endings.judge(exit, request.patience());
  }

  /** A program that is not there. */
  public static Trouble missing(String program, EnvironmentException why) {
    return new Trouble(
        Trouble.Kind.TOOL, "'%s' cannot be started: %s".formatted(program, why.getMessage()));
  }

  /** What is left of the patience, so that many commands together take no longer than one may. */
  private Command.Bounds bounds(int bytes) {
    Patience patience = request.patience();
    var left = patience.wall().minus(used);
    return new Command.Bounds(left.isPositive() ? left : MOMENT, patience.idle(), bytes);
  }

  /** Says of what is told apart by more than one exit code which one stands for all. */
  public void endedWith(int exitCode) {
    this.code = exitCode;
  }

  /** What is shown to people as its output. */
  public void said(String text) {
    this.output = text;
  }

  /**
   * What was run so far.
   *
   * @param versions of the tools, a line each
   */
  public TestReport.Execution execution(List<String> versions) {
    return new TestReport.Execution(commands, code, used.toMillis(), output, versions);
  }

  /** As evidence names them: where the folders lie says nothing to whoever runs it again. */
  private List<String> shown(List<String> argv) {
    var reports = request.reports().toAbsolutePath().toString();
    var caches = request.caches().toAbsolutePath().toString();
    var folder = request.folder().toAbsolutePath().toString();
    return argv.stream()
        .map(word ->
            word.replace(reports, "{reports}")
                .replace(caches, "{caches}")
                .replace(folder + "/", ""))
        .toList();
  }
}
