package dev.autopack.gate.tests.pytest;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.Endings;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.TreeText;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs pytest once over all it finds by the repository's own configuration, and once more over
 * files that a phase names and that configuration would miss.
 */
public final class PytestToolchain implements TestToolchain {
  private static final String ID = "pytest";
  private static final int KEPT_OUTPUT_BYTES = 256 * 1024;
  private static final long MAX_REPORT_BYTES = 256L * 1024 * 1024;
  private static final Duration PROBE = Duration.ofSeconds(60);
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CI", "1", "NO_COLOR", "1", "PY_COLORS", "0", "PYTHONDONTWRITEBYTECODE", "1");

  private final ProcessRunner runner;

  /** What each interpreter said of itself; it is asked once a process. */
  private final Map<String, Interpreter> interpreters = new ConcurrentHashMap<>();

  public PytestToolchain(ProcessRunner runner) {
    this.runner = runner;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean isTest(RepoPath path) {
    var name = path.fileName();
    return name.endsWith("_test.py") || (name.startsWith("test_") && name.endsWith(".py"));
  }

  @Override
  public boolean detects(Tree tree, List<RepoPath> named) {
    return tree.paths().stream()
        .filter(path -> isTest(path) || (isPython(path) && named.contains(path)))
        .anyMatch(path -> !TreeText.outline(tree, path).tests().isEmpty());
  }

  @Override
  public TestReport run(Request request) throws InterruptedException {
    var draft = new ReportDraft(ID);
    var interpreter = interpreter(request);
    if (!interpreter.problem().isEmpty()) {
      draft.add(new Trouble(Trouble.Kind.TOOL, interpreter.problem()));
      var reading = new PytestReading(request, draft);
      reading.addWhatDidNotRun(testFiles(request));
      return draft.close(
          new TestReport.Execution(List.of(), -1, 0, interpreter.problem(), List.of()));
    }
    return run(request, interpreter, draft);
  }

  private TestReport run(Request request, Interpreter interpreter, ReportDraft draft)
      throws InterruptedException {
    var reading = new PytestReading(request, draft);
    var commands = new ArrayList<List<String>>();
    var isWhole = request.selection() instanceof Selection.All;
    var coverage = new PytestCoverage(request);
    var measures = isWhole && interpreter.measures() && !coverage.isMeasuredAnyway();
    commands.add(
        command(
            request,
            interpreter,
            measures ? coverage.prefix() : List.of(),
            "junit.xml",
            chosen(request)));
    var exit = runOnce(request, commands.getLast(), "junit.xml", reading);
    var millis = exit.took().toMillis();
    var missed =
        request.named().stream()
            .filter(PytestToolchain::isPython)
            .filter(request.tree()::contains)
            .filter(path -> !draft.hasResultsOf(path) && !draft.hasTroubleWith(path))
            .toList();
    if (isWhole && !missed.isEmpty() && !draft.isBroken()) {
      var files = missed.stream().map(RepoPath::value).toList();
      commands.add(command(request, interpreter, List.of(), "named.xml", files));
      exit = runOnce(request, commands.getLast(), "named.xml", reading);
      millis += exit.took().toMillis();
    }
    var measured = measured(request, interpreter, measures, coverage, draft.isBroken());
    if (isWhole) {
      reading.addWhatDidNotRun(testFiles(request));
    }
    var report =
        draft.close(
            new TestReport.Execution(
                shown(commands, request),
                exit.code(),
                millis,
                Console.tail(exit),
                interpreter.versions()));
    // Some tests alone say nothing of what all of them reach.
    return isWhole ? report.covering(measured) : report;
  }

  private Measurement measured(
      Request request,
      Interpreter interpreter,
      boolean measures,
      PytestCoverage coverage,
      boolean isBroken)
      throws InterruptedException {
    if (!measures) {
      return new Measurement.NotProducible(
          interpreter.measures()
              ? "the repository measures it itself, or has a module named coverage"
              : "'%s' has no coverage".formatted(interpreter.program()));
    }
    if (isBroken || !coverage.hasData()) {
      return new Measurement.Missing("pytest did not run to its end");
    }
    runner.run(
        new Command(
            coverage.reportCommand(interpreter.program()),
            request.folder(),
            ENVIRONMENT,
            new Command.Bounds(PROBE, PROBE, KEPT_OUTPUT_BYTES)));
    return coverage.read();
  }

  /** As evidence names them: where the folders lie says nothing to whoever runs it again. */
  private static List<List<String>> shown(List<List<String>> commands, Request request) {
    var reports = request.reports().toAbsolutePath().toString();
    var folder = request.folder().toAbsolutePath().toString();
    return commands.stream()
        .map(argv ->
            argv.stream()
                .map(word -> word.replace(reports, "{reports}").replace(folder + "/", ""))
                .toList())
        .toList();
  }

  private Exit runOnce(Request request, List<String> argv, String report, PytestReading reading)
      throws InterruptedException {
    var file = request.reports().resolve(report);
    try {
      Files.createDirectories(request.reports());
      // What an earlier run left would speak for this one if it died.
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var patience = request.patience();
    var bounds = new Command.Bounds(patience.wall(), patience.idle(), KEPT_OUTPUT_BYTES);
    var exit = runner.run(new Command(argv, request.folder(), ENVIRONMENT, bounds));
    reading.add(exit, Endings.judge(exit, patience), load(file));
    return exit;
  }

  private static Optional<byte[]> load(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MAX_REPORT_BYTES
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      Request request,
      Interpreter interpreter,
      List<String> prefix,
      String report,
      List<String> names) {
    var argv = new ArrayList<String>();
    argv.add(interpreter.program());
    argv.addAll(prefix);
    argv.addAll(List.of("-m", "pytest", "-q", "-p", "no:cacheprovider"));
    // The folder lies inside others, whose configuration must not become the repository's.
    argv.add("--rootdir=.");
    // To the end, so that one broken file or failure hides nothing.
    argv.addAll(List.of("--continue-on-collection-errors", "--maxfail=0"));
    argv.addAll(List.of("-o", "junit_family=xunit2"));
    // Shows where a test hangs before it is stopped.
    var idle = request.patience().idle().toSeconds();
    argv.addAll(List.of("-o", "faulthandler_timeout=" + Math.max(1, idle / 2)));
    argv.add("--junitxml=" + request.reports().toAbsolutePath().resolve(report));
    argv.addAll(names);
    return argv;
  }

  /** The node ids that were asked for, in their order; none for all tests. */
  private static List<String> chosen(Request request) {
    return switch (request.selection()) {
      case Selection.All _ -> List.of();
      case Selection.Only(var tests) -> tests.stream().map(test -> test.id().toString()).toList();
    };
  }

  private List<RepoPath> testFiles(Request request) {
    return request.tree().paths().stream()
        .filter(path -> isTest(path) || (isPython(path) && request.named().contains(path)))
        .toList();
  }

  private static boolean isPython(RepoPath path) {
    return path.extension().equals("py");
  }

  private Interpreter interpreter(Request request) throws InterruptedException {
    var last = new Interpreter("", List.of(), "no Python was found");
    for (var program : programs(request)) {
      var known = interpreters.get(program);
      var now = known == null ? ask(program, request) : known;
      if (now.problem().isEmpty()) {
        interpreters.put(program, now);
        return now;
      }
      last = now;
    }
    return last;
  }

  /** The environment that the setup command made comes first; one that is tracked is no such. */
  private static List<String> programs(Request request) {
    var programs = new ArrayList<String>();
    for (var folder : List.of(".venv", "venv")) {
      var path = folder + "/bin/python";
      var file = request.folder().resolve(path);
      if (Files.isExecutable(file) && !request.tree().contains(new RepoPath(path))) {
        programs.add(file.toString());
      }
    }
    programs.addAll(List.of("python3", "python"));
    return programs;
  }

  private Interpreter ask(String program, Request request) throws InterruptedException {
    var question =
        """
        import sys, pytest
        try:
            import coverage
            measured = coverage.__version__
        except ImportError:
            measured = ""
        print(sys.version.split()[0], pytest.__version__, measured)
        """;
    try {
      Files.createDirectories(request.reports());
      // Not in the worktree, where a file of the repository could pose as pytest.
      var command =
          new Command(
              List.of(program, "-c", question),
              request.reports(),
              ENVIRONMENT,
              new Command.Bounds(PROBE, PROBE, KEPT_OUTPUT_BYTES));
      var exit = runner.run(command);
      var words = exit.out().strip().split(" ", -1);
      if (exit.isSuccess() && (words.length == 2 || words.length == 3)) {
        var versions = new ArrayList<>(List.of("Python " + words[0], "pytest " + words[1]));
        if (words.length == 3) {
          versions.add("coverage " + words[2]);
        }
        return new Interpreter(program, versions, "");
      }
      return new Interpreter(
          program, List.of(), "'%s' has no pytest; install it there".formatted(program));
    } catch (EnvironmentException e) {
      return new Interpreter(program, List.of(), "'%s' cannot be started".formatted(program));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A Python that was found.
   *
   * @param problem why it cannot run tests; empty where it can
   */
  private record Interpreter(String program, List<String> versions, String problem) {
    boolean measures() {
      return versions.stream().anyMatch(version -> version.startsWith("coverage "));
    }
  }
}
