package dev.autopack.gate.tests.maven;

import dev.autopack.code.TestDefinition;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.TreeText;
import dev.autopack.gate.tests.junit.JunitCase;
import dev.autopack.gate.tests.junit.JunitXml;
import dev.autopack.process.Exit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns what one Maven run left behind into results by class and test, and trouble. */
final class SurefireReading {
  private static final int MESSAGE_CHARS = 1_500;
  private static final int MAX_COMPILE_ERRORS = 12;
  private static final Pattern COMPILE_ERROR =
      Pattern.compile("\\[ERROR\\] (\\S+\\.java):\\[(\\d+),\\d+\\] (.+)");
  private static final Pattern FRAME = Pattern.compile("\\(([A-Za-z0-9_$]+\\.java):(\\d+)\\)");

  private final Tree tree;
  private final ReportDraft draft;
  private final List<RepoPath> testFiles;
  private final Map<String, RepoPath> fileOfClass = new HashMap<>();
  private final Set<String> classesSeen = new HashSet<>();

  SurefireReading(Tree tree, ReportDraft draft, List<RepoPath> testFiles) {
    this.tree = tree;
    this.draft = draft;
    this.testFiles = List.copyOf(testFiles);
    for (var file : testFiles) {
      TreeText.outline(tree, file).tests().forEach(test -> fileOfClass.put(test.scope(), file));
    }
  }

  void read(Exit exit, Optional<Trouble> ending, List<byte[]> reports) {
    for (var bytes : reports) {
      var report = JunitXml.read(bytes);
      report.cases().forEach(this::add);
      report
          .problem()
          .ifPresent(why ->
              draft.add(
                  new Trouble(Trouble.Kind.REPORT, "a Surefire report cannot be read: " + why)));
    }
    ending.ifPresent(draft::add);
    if (ending.isEmpty()) {
      compareWithExitCode(exit, reports.isEmpty());
    }
    addWhatDidNotRun();
  }

  private void compareWithExitCode(Exit exit, boolean noReport) {
    var said = Console.plain(exit);
    if (exit.code() != 0 && said.contains("COMPILATION ERROR")) {
      addCompileErrors(said);
    } else if (exit.code() != 0 && noReport) {
      draft.add(
          new Trouble(
              Trouble.Kind.CRASH,
              "Maven ended with exit code %d before a test ran:\n%s"
                  .formatted(exit.code(), Console.tail(errors(said), MESSAGE_CHARS))));
    } else if (exit.code() != 0 && !draft.hasBad()) {
      draft.add(
          new Trouble(
              Trouble.Kind.REPORT,
              "Maven ended with exit code %d, but no test of its reports failed:\n%s"
                  .formatted(exit.code(), Console.tail(errors(said), MESSAGE_CHARS))));
    } else if (exit.code() == 0 && draft.hasBad()) {
      draft.add(
          new Trouble(Trouble.Kind.REPORT, "Maven ended with 0, but its reports hold failures"));
    } else if (exit.code() == 0 && noReport) {
      draft.add(new Trouble(Trouble.Kind.NO_TESTS, "Maven ran no test"));
    }
  }

  private static String errors(String said) {
    return String.join(
        "\n", said.lines().filter(line -> line.startsWith("[ERROR]")).limit(20).toList());
  }

  private void addCompileErrors(String said) {
    var seen = new HashSet<String>();
    var matcher = COMPILE_ERROR.matcher(said);
    while (matcher.find() && seen.size() < MAX_COMPILE_ERRORS) {
      var file = inTree(matcher.group(1));
      var where = file.map(RepoPath::value).orElse("") + ":" + matcher.group(2);
      var text = matcher.group(3).strip();
      if (seen.add(where + text)) {
        draft.add(
            new Trouble(
                Trouble.Kind.COMPILE,
                file.map(RepoPath::value).orElse(""),
                file.isPresent() ? where : "",
                "it does not compile: " + text));
      }
    }
    if (seen.isEmpty()) {
      draft.add(
          new Trouble(
              Trouble.Kind.COMPILE,
              "it does not compile:\n" + Console.tail(errors(said), MESSAGE_CHARS)));
    }
  }

  private Optional<RepoPath> inTree(String absolute) {
    return tree.paths().stream()
        .filter(path -> absolute.endsWith("/" + path))
        .max(java.util.Comparator.comparingInt(path -> path.value().length()));
  }

  private void add(JunitCase one) {
    classesSeen.add(one.className());
    var file = Optional.ofNullable(fileOfClass.get(one.className()));
    var path = file.map(RepoPath::value).orElse("");
    var id = new TestId(one.className(), one.name());
    if (one.outcome() == Outcome.PASSED) {
      draft.add(TestResult.of(id, Outcome.PASSED, path));
      return;
    }
    var said = one.message().isBlank() ? one.type() : one.message();
    var bounded = said.length() > MESSAGE_CHARS ? said.substring(0, MESSAGE_CHARS) + "..." : said;
    draft.add(new TestResult(id, one.outcome(), path, location(one, file), bounded));
  }

  private static String location(JunitCase one, Optional<RepoPath> file) {
    if (file.isEmpty()) {
      return "";
    }
    var name = file.orElseThrow().fileName();
    var matcher = FRAME.matcher(one.body());
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return file.orElseThrow() + ":" + matcher.group(2);
      }
    }
    return "";
  }

  /** Says of each test class without a result that it has none, and what it would have run. */
  void addWhatDidNotRun() {
    var isBroken = draft.isBroken();
    for (var file : testFiles) {
      var tests = TreeText.outline(tree, file).tests();
      if (tests.stream().map(TestDefinition::scope).anyMatch(classesSeen::contains)) {
        continue;
      }
      if (!isBroken) {
        draft.add(
            new Trouble(
                Trouble.Kind.NOT_RUN,
                file.value(),
                "",
                "it holds tests, and Maven ran none of them"));
      }
      for (var test : tests) {
        var isOff = test.skipped() != TestDefinition.Skipped.NO;
        draft.add(
            TestResult.of(
                new TestId(test.scope(), test.name()),
                isOff ? Outcome.SKIPPED : Outcome.UNKNOWN,
                file.value()));
      }
    }
  }
}
