package dev.autopack.gate.tests.node;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Claims;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.process.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of all runners of a build. */
final class NodeRun {
  private static final int KEPT_BYTES = 512 * 1024;
  private static final int OUTPUT_CHARS = 1_200;
  private static final long MAX_REPORT_BYTES = 256L * 1024 * 1024;

  private final Request request;
  private final ToolSession session;
  private final ReportDraft draft;
  private final RunnerReading reading;
  private final NodeCoverage coverage;
  private final List<String> versions = new ArrayList<>();
  private int code;

  NodeRun(Request request, ToolSession session, ReportDraft draft, Measuring measuring) {
    this.request = request;
    this.session = session;
    this.draft = draft;
    this.coverage = new NodeCoverage(request, measuring);
    var files = new ScriptFiles(request.folder().toAbsolutePath().normalize(), request.tree());
    this.reading = new RunnerReading(request, draft, files);
  }

  /** Of the runners, a line each. */
  List<String> versions() {
    return versions;
  }

  void all(List<NpmLayout.Unit> units) throws InterruptedException {
    for (var at = 0; at < units.size(); at++) {
      var files = files(units.get(at));
      if (!draft.isBroken() && (!reading.isSelection() || !files.isEmpty())) {
        run(units.get(at), files, at);
      }
    }
    session.endedWith(code);
    reading.addFocused();
    if (!draft.isBroken() && !reading.isSelection()) {
      units.forEach(unit ->
          unit.tests().forEach(file -> reading.addNotRun(file, unit.script().runner().program())));
    }
  }

  /** Those that were asked for; empty for all that the runner finds. */
  private List<String> files(NpmLayout.Unit unit) {
    return switch (request.selection()) {
      case Selection.All _ -> List.of();
      case Selection.Only(var tests) ->
          tests.stream()
              .map(test -> test.id().suite())
              .filter(file -> isIn(unit, file))
              .map(unit.place()::inBuild)
              .distinct()
              .toList();
    };
  }

  /** What lies outside of the repository cannot be asked for. */
  private static boolean isIn(NpmLayout.Unit unit, String file) {
    try {
      return unit.place().holds(new RepoPath(file));
    } catch (InvalidPathException outside) {
      return false;
    }
  }

  private void run(NpmLayout.Unit unit, List<String> files, int number)
      throws InterruptedException {
    var runner = unit.script().runner();
    var program = program(unit);
    if (program.isEmpty()) {
      draft.add(
          new Trouble(
              Trouble.Kind.TOOL,
              "'%s' is not installed in '%s'; declare it in package.json"
                  .formatted(runner.program(), unit.place().inRepository("node_modules"))));
      return;
    }
    var report = fresh("report-" + number + ".json");
    var argv = new ArrayList<String>();
    argv.add(program.get());
    var measured = coverage.options(unit, number);
    argv.addAll(
        switch (runner) {
          case VITEST -> vitest(unit, files, report);
          case JEST, REACT_SCRIPTS -> jest(unit, files, report);
          case NODE -> node(unit, files, report, measured);
        });
    if (runner != TestScript.Runner.NODE) {
      argv.addAll(measured);
    }
    var folder = unit.place().in(request.folder());
    if (runner != TestScript.Runner.NODE) {
      var version = session.ask(List.of(program.get(), "--version"), folder);
      versions.add(runner.program() + " " + version.lines().findFirst().orElse(""));
    }
    var exit = session.run(argv, folder, KEPT_BYTES, unit.script().environment());
    code = Math.max(code, exit.code());
    read(unit, exit, report);
  }

  private void read(NpmLayout.Unit unit, Exit exit, Path report) {
    draft.begin();
    var runner = unit.script().runner();
    var ending = session.ending(exit);
    var content = load(report);
    var said = Console.plain(exit);
    var problem =
        content.flatMap(bytes ->
            runner == TestScript.Runner.NODE
                ? new NodeEvents(reading).read(bytes)
                : new JestJson(reading).read(bytes));
    if (ending.isPresent()) {
      draft.add(ending.get());
    } else if (content.isEmpty()) {
      draft.add(
          exit.code() == 0
              ? new Trouble(
                  Trouble.Kind.REPORT,
                  "%s ended with 0 but wrote no report".formatted(runner.program()))
              : new Trouble(
                  Trouble.Kind.CRASH,
                  "%s died with exit code %d before its report was written:\n%s"
                      .formatted(runner.program(), exit.code(), Console.tail(said, OUTPUT_CHARS))));
    } else if (problem.isPresent()) {
      draft.add(
          new Trouble(
              Trouble.Kind.REPORT,
              "the report of %s cannot be read: %s".formatted(runner.program(), problem.get())));
    } else if (draft.isEmpty() && !draft.has(Trouble.Kind.COLLECTION)) {
      Claims.noTests(draft, runner.program());
    } else {
      Claims.compare(draft, runner.program(), exit.code(), said);
    }
  }

  private List<String> vitest(NpmLayout.Unit unit, List<String> files, Path report) {
    var argv = new ArrayList<String>();
    argv.add("run");
    argv.addAll(files.isEmpty() ? unit.script().arguments() : options(unit));
    argv.addAll(files);
    argv.addAll(
        List.of(
            "--reporter=default", "--reporter=json", "--outputFile.json=" + report, "--bail=0"));
    if (!files.isEmpty()) {
      argv.add("--testNamePattern=" + pattern());
    }
    return argv;
  }

  private List<String> jest(NpmLayout.Unit unit, List<String> files, Path report) {
    var argv = new ArrayList<String>();
    if (unit.script().runner() == TestScript.Runner.REACT_SCRIPTS) {
      argv.add("test");
    }
    argv.addAll(
        List.of("--ci", "--json", "--outputFile=" + report, "--watchAll=false", "--bail=0"));
    argv.addAll(files.isEmpty() ? unit.script().arguments() : options(unit));
    if (!files.isEmpty()) {
      argv.add("--testNamePattern=" + pattern());
      argv.add("--runTestsByPath");
      argv.addAll(files);
    }
    return argv;
  }

  /** Node's runner cannot be asked for one test in a suite, so it runs the files. */
  private List<String> node(
      NpmLayout.Unit unit, List<String> files, Path report, List<String> measured) {
    var reporter = request.reports().toAbsolutePath().resolve("reporter.mjs");
    try (InputStream text = NodeRun.class.getResourceAsStream("reporter.mjs")) {
      if (text == null) {
        throw new IllegalStateException("the reporter is not in the program");
      }
      Files.write(reporter, text.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var argv =
        new ArrayList<>(
            List.of(
                "--test",
                "--test-reporter=" + reporter,
                "--test-reporter-destination=" + report,
                "--test-reporter=spec",
                "--test-reporter-destination=stdout"));
    argv.addAll(measured);
    argv.addAll(options(unit));
    if (files.isEmpty()) {
      unit.script().arguments().stream()
          .skip(options(unit).size())
          .flatMap(word -> expanded(unit, word))
          .forEach(argv::add);
    } else {
      argv.addAll(files);
    }
    return argv;
  }

  /** As a shell would have done. */
  private Stream<String> expanded(NpmLayout.Unit unit, String word) {
    if (!word.contains("*")) {
      return Stream.of(word);
    }
    var glob = FileSystems.getDefault().getPathMatcher("glob:" + word.replaceFirst("^\\./", ""));
    return request.tree().paths().stream()
        .filter(unit.place()::holds)
        .map(path -> unit.place().inBuild(path.value()))
        .filter(path -> glob.matches(Path.of(path)));
  }

  /** Without the files, which stand last. */
  private static List<String> options(NpmLayout.Unit unit) {
    var arguments = unit.script().arguments();
    var options = new ArrayList<String>();
    for (var at = 0; at < arguments.size(); at++) {
      var word = arguments.get(at);
      if (word.startsWith("-")) {
        options.add(word);
        if (!word.contains("=") && TestScript.takesValue(unit.script().runner(), word)) {
          at++;
          options.add(arguments.get(at));
        }
      }
    }
    return options;
  }

  /** Matches the full names of those that were asked for, as both runners join them. */
  private String pattern() {
    if (!(request.selection() instanceof Selection.Only(var tests))) {
      return "";
    }
    return tests.stream()
        .map(TestResult::id)
        .map(id ->
            id.name()
                .replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0")
                .replace(RunnerReading.JOINED, "( > | )"))
        .collect(Collectors.joining("|", "^(", ")$"));
  }

  private Optional<String> program(NpmLayout.Unit unit) {
    if (unit.script().runner() == TestScript.Runner.NODE) {
      return Optional.of("node");
    }
    var top = request.folder().toAbsolutePath().normalize();
    for (var folder = unit.place().in(top);
        folder != null && folder.startsWith(top);
        folder = folder.getParent()) {
      var program = folder.resolve("node_modules/.bin").resolve(unit.script().runner().program());
      if (Files.isExecutable(program)) {
        return Optional.of(program.toString());
      }
    }
    return Optional.empty();
  }

  private Path fresh(String name) {
    var file = request.reports().toAbsolutePath().resolve(name);
    try {
      Files.createDirectories(request.reports());
      // What an earlier run left would speak for this one if it died.
      Files.deleteIfExists(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
