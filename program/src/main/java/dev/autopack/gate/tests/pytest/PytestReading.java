package dev.autopack.gate.tests.pytest;

import dev.autopack.code.TestDefinition;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.TreeText;
import dev.autopack.gate.tests.junit.JunitCase;
import dev.autopack.gate.tests.junit.JunitXml;
import dev.autopack.process.Exit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what one pytest run left behind into results by file and test, and trouble. */
final class PytestReading {
  private static final int INTERRUPTED = 2;
  private static final int INTERNAL_ERROR = 3;
  private static final int USAGE_ERROR = 4;
  private static final int NO_TESTS = 5;
  private static final int MESSAGE_CHARS = 1_500;
  private static final int OUTPUT_CHARS = 800;

  private final Request request;
  private final ReportDraft draft;
  private final Map<String, RepoPath> modules = new HashMap<>();

  PytestReading(Request request, ReportDraft draft) {
    this.request = request;
    this.draft = draft;
    for (var path : request.tree().paths()) {
      if (path.extension().equals("py")) {
        modules.put(path.value().replaceAll("\\.py$", "").replace('/', '.'), path);
      }
    }
  }

  void add(Exit exit, Optional<Trouble> ending, Optional<byte[]> file) {
    if (ending.isPresent()) {
      var stuck = Frames.in(Console.plain(exit), request).lastOutside("");
      var kind = ending.get().kind();
      draft.add(new Trouble(kind, "", stuck, ending.get().text()));
      return;
    }
    if (file.isEmpty()) {
      draft.add(withoutReport(exit));
      return;
    }
    var report = JunitXml.read(file.get());
    report.cases().forEach(this::add);
    if (report.problem().isPresent()) {
      var text = "pytest's report cannot be read: " + report.problem().get();
      draft.add(new Trouble(Trouble.Kind.REPORT, text));
      return;
    }
    compareWithExitCode(exit, report.cases());
  }

  private Trouble withoutReport(Exit exit) {
    var said = Console.tail(Console.plain(exit), OUTPUT_CHARS);
    return switch (exit.code()) {
      case USAGE_ERROR ->
          new Trouble(
              Trouble.Kind.CRASH, "pytest refused its configuration or a conftest.py:\n" + said);
      case 0 -> new Trouble(Trouble.Kind.REPORT, "pytest ended with 0 but wrote no report");
      default ->
          new Trouble(
              Trouble.Kind.CRASH,
              "pytest died with exit code %d before its report was written:\n%s"
                  .formatted(exit.code(), said));
    };
  }

  private void compareWithExitCode(Exit exit, List<JunitCase> cases) {
    var isBad = cases.stream().anyMatch(PytestReading::isBad);
    switch (exit.code()) {
      case 0 -> {
        if (isBad) {
          draft.add(atOdds(exit, "its report holds failures"));
        }
      }
      case 1 -> {
        if (!isBad) {
          draft.add(atOdds(exit, "no test of its report failed"));
        }
      }
      case NO_TESTS -> {
        if (draft.isEmpty()) {
          draft.add(new Trouble(Trouble.Kind.NO_TESTS, "pytest found no test to run"));
        }
      }
      case INTERRUPTED, INTERNAL_ERROR ->
          draft.add(
              new Trouble(
                  Trouble.Kind.CRASH,
                  "pytest was interrupted (exit code %d):\n%s"
                      .formatted(exit.code(), Console.tail(Console.plain(exit), OUTPUT_CHARS))));
      default -> draft.add(atOdds(exit, "it wrote a report"));
    }
  }

  private static Trouble atOdds(Exit exit, String but) {
    return new Trouble(
        Trouble.Kind.REPORT, "pytest ended with exit code %d, but %s".formatted(exit.code(), but));
  }

  private static boolean isBad(JunitCase one) {
    return one.outcome() == Outcome.FAILED || one.outcome() == Outcome.ERROR;
  }

  private void add(JunitCase one) {
    if (!one.className().isEmpty()) {
      addTest(one);
      return;
    }
    var file = Optional.ofNullable(modules.get(one.name()));
    if (one.outcome() == Outcome.SKIPPED) {
      file.ifPresent(path -> addFromSource(path, Outcome.SKIPPED));
    } else {
      addCollectionError(one, file);
    }
  }

  private void addTest(JunitCase one) {
    var module = one.className();
    while (!module.isEmpty() && !modules.containsKey(module)) {
      module = module.substring(0, Math.max(0, module.lastIndexOf('.')));
    }
    var file = modules.containsKey(module) ? modules.get(module).value() : "";
    var classes =
        file.isEmpty() || module.equals(one.className())
            ? ""
            : one.className().substring(module.length() + 1).replace(".", "::") + "::";
    var id = new TestId(file.isEmpty() ? one.className() : file, classes + one.name());
    if (one.outcome() == Outcome.PASSED) {
      draft.add(TestResult.of(id, Outcome.PASSED, file));
      return;
    }
    var frames = Frames.in(one.body(), request);
    draft.add(
        new TestResult(id, one.outcome(), file, frames.lastIn(file), message(one, frames, file)));
  }

  private static String message(JunitCase one, Frames frames, String file) {
    var said = one.message().isBlank() ? Frames.errorLines(one.body()) : one.message();
    var bounded = said.length() > MESSAGE_CHARS ? said.substring(0, MESSAGE_CHARS) + "..." : said;
    var raised = frames.lastOutside(file);
    return raised.isEmpty() ? bounded : bounded + "\nraised at " + raised;
  }

  private void addCollectionError(JunitCase one, Optional<RepoPath> file) {
    var frames = Frames.in(one.body(), request);
    var said = Frames.errorLines(one.body());
    var name = file.map(RepoPath::value).orElse(one.name());
    var where = frames.last();
    draft.add(
        new Trouble(
            Trouble.Kind.COLLECTION,
            name,
            where.isEmpty() ? name : where,
            "pytest cannot load %s: %s".formatted(name, said.isBlank() ? one.message() : said)));
    file.ifPresent(path -> addFromSource(path, Outcome.UNKNOWN));
  }

  /** A file that could not be loaded still says which tests it would have run. */
  private void addFromSource(RepoPath file, Outcome outcome) {
    for (var test : TreeText.outline(request.tree(), file).tests()) {
      var isOff = test.skipped() != TestDefinition.Skipped.NO;
      draft.add(TestResult.of(id(file, test), isOff ? Outcome.SKIPPED : outcome, file.value()));
    }
  }

  private static TestId id(RepoPath file, TestDefinition test) {
    var classes = test.scope().isEmpty() ? "" : test.scope() + "::";
    return new TestId(file.value(), classes + test.name());
  }

  /** Says of each test file without a result that it has none, and what it would have run. */
  void addWhatDidNotRun(List<RepoPath> files) {
    var isBroken = draft.isBroken();
    for (var file : files) {
      if (draft.hasResultsOf(file)) {
        continue;
      }
      var tests = TreeText.outline(request.tree(), file).tests();
      if (!isBroken && !draft.hasTroubleWith(file) && !tests.isEmpty()) {
        draft.add(
            new Trouble(
                Trouble.Kind.NOT_RUN,
                file.value(),
                "",
                "it holds tests, and pytest ran none of them"));
      }
      addFromSource(file, Outcome.UNKNOWN);
    }
  }
}
