package dev.autopack.gate.tests.maven;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.junit.JunitCase;
import dev.autopack.gate.tests.junit.JunitXml;
import dev.autopack.process.Exit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what one Maven run left behind into results by class and test, and trouble. */
final class SurefireReading {
  private static final int MESSAGE_CHARS = 1_500;
  private static final int ERROR_LINES = 20;

  /** Only ever adds trouble, so that a test that prints it gains nothing. */
  private static final Pattern CRASHED_FORK =
      Pattern.compile(
          "forked VM terminated without|There was a timeout or other error in the fork"
              + "|The forked VM crashed|Crashed tests:");

  /** What Surefire's versions and JUnit's engines call it. */
  private static final Set<String> WHOLE_CLASS =
      Set.of("", "initializationError", "executionError", "classMethod");

  private final Request request;
  private final ReportDraft draft;
  private final JavaTests tests;
  private final JavaPlaces places;

  /** What was asked for; empty for all. */
  private final Set<TestId> wanted;

  SurefireReading(Request request, Build build, ReportDraft draft) {
    this.request = request;
    this.draft = draft;
    this.tests = new JavaTests(request.tree(), build);
    this.places = new JavaPlaces(request.tree());
    this.wanted =
        request.selection() instanceof Selection.Only(var chosen)
            ? chosen.stream().map(TestResult::id).collect(Collectors.toSet())
            : Set.of();
  }

  void add(Exit exit, Optional<Trouble> ending, List<SurefireReports.Report> reports) {
    reports.forEach(this::add);
    var fresh = reports.stream().filter(one -> one.state() == SurefireReports.State.FRESH).count();
    if (ending.isPresent()) {
      draft.add(ending.get());
    } else {
      compareWithExitCode(exit, fresh == 0);
    }
    if (wanted.isEmpty()) {
      addWhatDidNotRun();
    }
  }

  private void add(SurefireReports.Report file) {
    if (file.state() == SurefireReports.State.STALE && !wanted.isEmpty()) {
      // Where a part of the tests runs, the reports of the others are left from the whole.
      return;
    }
    switch (file.state()) {
      case STALE ->
          draft.add(
              new Trouble(
                  Trouble.Kind.REPORT,
                  "'%s' is a report of an earlier run".formatted(file.name())));
      case TOO_LARGE ->
          draft.add(
              new Trouble(
                  Trouble.Kind.REPORT, "'%s' is too large to be read".formatted(file.name())));
      case FRESH -> {
        var report = JunitXml.read(file.content());
        report.cases().forEach(one -> add(file.module(), one));
        report
            .problem()
            .ifPresent(why ->
                draft.add(
                    new Trouble(
                        Trouble.Kind.REPORT,
                        "the report '%s' cannot be read: %s".formatted(file.name(), why))));
      }
    }
  }

  private void add(String module, JunitCase one) {
    var file = tests.fileOf(module, one.className());
    if (isWholeClass(one)) {
      addWholeClass(one, file);
      return;
    }
    var path = file.map(RepoPath::value).orElse("");
    var id = new TestId(JavaTests.suite(module, one.className()), one.name());
    if (!wanted.isEmpty() && !wanted.contains(id)) {
      draft.passOver(one.outcome());
      return;
    }
    draft.add(
        one.outcome() == Outcome.PASSED
            ? TestResult.of(id, Outcome.PASSED, path)
            : new TestResult(
                id, one.outcome(), path, places.lastIn(file, one.body()), message(one, file)));
  }

  /** What happens before or after all tests of a class is reported under no test's name. */
  private static boolean isWholeClass(JunitCase one) {
    return one.name().equals(one.className()) || WHOLE_CLASS.contains(one.name());
  }

  private void addWholeClass(JunitCase one, Optional<RepoPath> file) {
    if (one.outcome() == Outcome.SKIPPED) {
      file.ifPresent(path -> addFromSource(path, Outcome.SKIPPED));
      return;
    }
    var name = file.map(RepoPath::value).orElse(one.className());
    draft.add(
        new Trouble(
            Trouble.Kind.COLLECTION,
            name,
            places.lastIn(file, one.body()),
            "%s could not be set up or cleaned up: %s"
                .formatted(one.className(), message(one, file))));
    file.ifPresent(path -> addFromSource(path, Outcome.UNKNOWN));
  }

  private String message(JunitCase one, Optional<RepoPath> file) {
    var type = one.type().substring(one.type().lastIndexOf('.') + 1);
    var said = one.message().isBlank() ? firstLine(one.body()) : type + ": " + one.message();
    var bounded = said.length() > MESSAGE_CHARS ? said.substring(0, MESSAGE_CHARS) + "..." : said;
    var raised = places.raisedAt(file, one.body());
    return raised.isEmpty() ? bounded : bounded + "\nraised at " + raised;
  }

  private static String firstLine(String body) {
    return body.strip().lines().findFirst().orElse("");
  }

  private void compareWithExitCode(Exit exit, boolean noReport) {
    var said = Console.plain(exit);
    if (exit.code() == 0) {
      if (draft.commandHasBad()) {
        trouble(Trouble.Kind.REPORT, "Maven ended with 0, but its reports hold failures");
      } else if (draft.isEmpty()) {
        trouble(Trouble.Kind.NO_TESTS, "Maven ran no test that it reports");
      }
      return;
    }
    var before = draft.isBroken();
    CompileErrors.in(said, places).forEach(draft::add);
    if (CRASHED_FORK.matcher(said).find()) {
      trouble(Trouble.Kind.CRASH, "a JVM that ran tests died:\n" + errors(said));
    }
    if (draft.isBroken() && !before) {
      return;
    }
    if (noReport) {
      trouble(
          Trouble.Kind.CRASH,
          "Maven ended with exit code %d before a test ran:\n%s"
              .formatted(exit.code(), errors(said)));
    } else if (!draft.commandHasBad() && !draft.has(Trouble.Kind.COLLECTION)) {
      trouble(
          Trouble.Kind.REPORT,
          "Maven ended with exit code %d, but no test of its reports failed:\n%s"
              .formatted(exit.code(), errors(said)));
    }
  }

  private void trouble(Trouble.Kind kind, String text) {
    draft.add(new Trouble(kind, text));
  }

  private String errors(String said) {
    var folder = request.folder().toAbsolutePath() + "/";
    var lines = said.lines().filter(line -> line.startsWith("[ERROR]")).limit(ERROR_LINES).toList();
    var text = String.join("\n", lines).replace(folder, "");
    return text.length() > MESSAGE_CHARS ? text.substring(0, MESSAGE_CHARS) + "..." : text;
  }

  /** Says of each test class without a result that it has none, and what it would have run. */
  void addWhatDidNotRun() {
    var isBroken = draft.isBroken();
    for (var file : tests.expected()) {
      if (draft.hasResultsOf(file)) {
        continue;
      }
      if (!isBroken && !draft.hasTroubleWith(file) && !tests.testsOf(file).isEmpty()) {
        draft.add(
            new Trouble(
                Trouble.Kind.NOT_RUN,
                file.value(),
                "",
                "it holds tests, and Maven ran none of them"));
      }
      addFromSource(file, Outcome.UNKNOWN);
    }
  }

  private void addFromSource(RepoPath file, Outcome outcome) {
    for (var expected : tests.testsOf(file)) {
      if (!draft.hasCaseOf(expected.id())) {
        var off = expected.isOff() ? Outcome.SKIPPED : outcome;
        draft.add(TestResult.of(expected.id(), off, file.value()));
      }
    }
  }
}
