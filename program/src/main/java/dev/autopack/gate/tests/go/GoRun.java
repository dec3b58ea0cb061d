package dev.autopack.gate.tests.go;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Claims;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One run of {@code go test} over a build, or over some tests of its packages. */
final class GoRun {
  private static final int KEPT_BYTES = 128 * 1024 * 1024;
  private static final int TEXT_CHARS = 1_500;
  private static final Pattern COMPILER =
      Pattern.compile("(?m)^([^\\s:]+\\.go):(\\d+)(?::\\d+)?: (.*)$");
  private static final Pattern OWN_PLACE = Pattern.compile("(?m)^\\s+([\\w.-]+\\.go):(\\d+): ");
  private static final Pattern FRAME = Pattern.compile("(?m)^\\t(/\\S+\\.go):(\\d+)");
  private static final Pattern NOISE =
      Pattern.compile("(?m)^\\s*(?:=== \\w+ .*|--- \\w+: .*|\\?? *FAIL.*)$\\R?");

  private final Request request;
  private final Build build;
  private final ToolSession session;
  private final ReportDraft draft;
  private final Measuring measuring;
  private final GoFiles files;
  private int code;

  GoRun(Request request, Build build, ToolSession session, ReportDraft draft, Measuring measuring) {
    this.request = request;
    this.build = build;
    this.session = session;
    this.draft = draft;
    this.measuring = measuring;
    this.files = new GoFiles(request.tree(), build);
  }

  void run() throws InterruptedException {
    switch (request.selection()) {
      case Selection.All _ -> {
        // Our patience decides, not go's ten minutes a package.
        var argv = new ArrayList<>(List.of("go", "test", "-json", "-count=1", "-timeout=0"));
        if (measuring.isOn()) {
          argv.add("-coverprofile=" + profile());
        }
        argv.addAll(files.patterns());
        run(argv, Set.of());
        addWhatDidNotRun();
      }
      case Selection.Only(var tests) -> runOnly(tests);
    }
    session.endedWith(code);
  }

  /**
   * Of each package by its own tests, as go measures: with more, one package that does not compile
   * would keep the tests of all others from running.
   */
  private Path profile() {
    var profile = request.reports().toAbsolutePath().resolve("cover.out");
    measuring.expect(profile, CoverageFormat.GO_COVER, build.folder());
    return profile;
  }

  private void runOnly(List<TestResult> tests) throws InterruptedException {
    var bySuite = new LinkedHashMap<String, List<TestId>>();
    tests.forEach(
        test -> bySuite.computeIfAbsent(test.id().suite(), _ -> new ArrayList<>()).add(test.id()));
    for (var suite : bySuite.entrySet()) {
      if (!draft.isBroken()) {
        var folder = suite.getKey().equals(".") ? "" : suite.getKey();
        var argv =
            List.of(
                "go",
                "test",
                "-json",
                "-count=1",
                "-timeout=0",
                "-run=" + pattern(suite.getValue()),
                "./" + build.inBuild(folder.equals(build.folder()) ? "" : folder));
        run(argv, Set.copyOf(suite.getValue()));
      }
    }
  }

  /** One test to its innermost subtest; of several, the functions they begin in. */
  private static String pattern(List<TestId> tests) {
    if (tests.size() == 1) {
      return List.of(tests.getFirst().name().split("/", -1)).stream()
          .map(part -> "^" + quoted(part) + "$")
          .collect(Collectors.joining("/"));
    }
    return tests.stream()
        .map(test -> quoted(test.name().split("/", 2)[0]))
        .distinct()
        .collect(Collectors.joining("|", "^(", ")$"));
  }

  private static String quoted(String name) {
    return name.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0");
  }

  private void run(List<String> argv, Set<TestId> wanted) throws InterruptedException {
    draft.begin();
    var exit = session.run(argv, build.in(request.folder()), KEPT_BYTES);
    code = Math.max(code, exit.code());
    var report = GoTestJson.read(exit.stdout());
    report.tests().forEach(test -> add(test, wanted));
    report.builds().stream().filter(GoTestReport.Build::isFailed).forEach(this::addBuild);
    var said =
        report.stray()
            + "\n"
            + Console.plain(exit)
                .lines()
                .filter(line -> !line.startsWith("{"))
                .collect(Collectors.joining("\n"));
    var ending = session.ending(exit);
    if (ending.isPresent()) {
      draft.add(ending.get());
      return;
    }
    if (report.problem().isPresent()) {
      draft.add(
          new Trouble(
              Trouble.Kind.CRASH,
              "go ended with exit code %d before a test ran:\n%s"
                  .formatted(exit.code(), Console.tail(said.strip(), TEXT_CHARS))));
      return;
    }
    if (report.isCut() || exit.dropped() > 0) {
      draft.add(new Trouble(Trouble.Kind.REPORT, "the output of go test is cut off"));
    }
    report.packages().forEach(one -> addPackage(one, report));
    Claims.compare(draft, "go", exit.code(), said.strip());
  }

  private void add(GoTestReport.Test test, Set<TestId> wanted) {
    var folder = files.folder(test.packagePath());
    var id = new TestId(folder, test.name());
    if (!wanted.isEmpty() && !wanted.contains(id)) {
      draft.passOver(test.outcome());
      return;
    }
    var file = files.fileOf(folder, test.name()).map(RepoPath::value).orElse("");
    draft.add(
        test.outcome() == Outcome.PASSED || test.outcome() == Outcome.SKIPPED
            ? TestResult.of(id, test.outcome(), file)
            : new TestResult(
                id,
                test.outcome(),
                file,
                place(folder, file, test.output()),
                message(test.output())));
  }

  private String place(String folder, String file, String output) {
    var own = OWN_PLACE.matcher(output);
    if (own.find()) {
      return (folder.equals(".") ? "" : folder + "/") + own.group(1) + ":" + own.group(2);
    }
    return FRAME
        .matcher(output)
        .results()
        .map(found -> inTree(found.group(1)) + ":" + found.group(2))
        .filter(place -> !place.startsWith(":"))
        .reduce((first, next) ->
            next.startsWith(file + ":") && !first.startsWith(file + ":") ? next : first)
        .orElse("");
  }

  /** The repository's path of an absolute one; empty where it is none of ours. */
  private String inTree(String absolute) {
    var place = Path.of(absolute);
    var top = request.folder().toAbsolutePath().normalize();
    if (!place.startsWith(top)) {
      return "";
    }
    try {
      var path = new RepoPath(top.relativize(place).toString());
      return request.tree().contains(path) ? path.value() : "";
    } catch (InvalidPathException notOurs) {
      return "";
    }
  }

  private static String message(String output) {
    var end = output.indexOf("\ngoroutine ");
    var text = NOISE.matcher(end < 0 ? output : output.substring(0, end)).replaceAll("");
    var plain = OWN_PLACE.matcher(text).replaceAll("").stripIndent().strip();
    return plain.length() > TEXT_CHARS ? plain.substring(0, TEXT_CHARS) + "..." : plain;
  }

  private void addBuild(GoTestReport.Build failed) {
    var folder = files.folder(failed.importPath());
    var error = COMPILER.matcher(failed.output());
    if (error.find()) {
      var file = build.inRepository(error.group(1).replaceFirst("^\\./", ""));
      draft.add(
          new Trouble(
              Trouble.Kind.COMPILE,
              file,
              file + ":" + error.group(2),
              "it does not compile: " + error.group(3)));
    } else {
      draft.add(
          new Trouble(
              Trouble.Kind.COMPILE,
              "",
              "",
              "'%s' cannot be built: %s".formatted(folder, failed.output().strip())));
    }
  }

  /** A package that failed and no test of it did: its start or its end died. */
  private void addPackage(GoTestReport.PackageResult one, GoTestReport report) {
    var isFailed = one.ending() == GoTestReport.Ending.FAILED;
    var explained =
        !one.failedBuild().isEmpty()
            || report.tests().stream()
                .anyMatch(test ->
                    test.packagePath().equals(one.path()) && test.outcome() == Outcome.FAILED);
    if (isFailed && !explained) {
      draft.add(
          new Trouble(
              Trouble.Kind.CRASH,
              "the tests of '%s' died:\n%s"
                  .formatted(
                      files.folder(one.path()), Console.tail(one.output().strip(), TEXT_CHARS))));
    } else if (one.ending() == GoTestReport.Ending.UNFINISHED) {
      draft.add(
          new Trouble(
              Trouble.Kind.REPORT,
              "nothing says how '%s' ended".formatted(files.folder(one.path()))));
    }
  }

  /** Says of each test file without a result that it has none, and what it would have run. */
  private void addWhatDidNotRun() {
    var isBroken = draft.isBroken();
    for (var file : files.files()) {
      var functions = files.functions(file);
      if (functions.isEmpty() || draft.hasResultsOf(file)) {
        continue;
      }
      if (isBroken) {
        var suite = GoFiles.suite(file.folder());
        functions.stream()
            .filter(name -> name.startsWith("Test"))
            .forEach(name ->
                draft.add(TestResult.of(new TestId(suite, name), Outcome.UNKNOWN, file.value())));
      } else if (!draft.hasTroubleWith(file)
          && functions.stream().anyMatch(it -> it.startsWith("Test"))) {
        draft.add(
            new Trouble(
                Trouble.Kind.NOT_RUN, file.value(), "", "it holds tests, and go ran none of them"));
      }
    }
  }
}
