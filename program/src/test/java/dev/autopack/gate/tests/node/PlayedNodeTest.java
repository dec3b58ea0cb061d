package dev.autopack.gate.tests.node;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Measured;
import dev.autopack.gate.testing.PlayedTools;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With runners that are played. */
class PlayedNodeTest {
  private static final String TEST = "test('a', () => {});\n";
  private static final String LCOV = "SF:b.js\nDA:1,1\nDA:2,0\nend_of_record\n";

  @TempDir private Path temporary;

  private final Map<String, String> files = new TreeMap<>(Map.of("a.test.js", TEST));
  private final PlayedTools tools = new PlayedTools().on("node --version", 0, "v24.1.0\n");

  @Test
  void vitest_runs_once_to_the_end_by_the_packages_own_script() throws Exception {
    script("NODE_ENV=test vitest --watch --config my.js");
    leaves(0, tests("a.test.js", test("passed", "a", "b")));

    var report = run();

    assertThat(report.toolchain()).isEqualTo("node");
    assertThat(results(report)).containsExactly("PASSED a.test.js::b > a");
    assertThat(report.results().getFirst().file()).isEqualTo("a.test.js");
    assertThat(report.trouble()).isEmpty();
    assertThat(lines())
        .containsExactly(
            "{tree}/node_modules/.bin/vitest --version",
            "{tree}/node_modules/.bin/vitest run --config my.js --reporter=default --reporter=json"
                + " --outputFile.json={reports}/report-0.json --bail=0",
            "node --version");
    assertThat(report.execution().environment()).containsExactly("Node v24.1.0", "vitest 3.2");
    assertThat(tools.last(" run ").environment())
        .isEqualTo(
            Map.of(
                "CI", "1",
                "TERM", "dumb",
                "NO_COLOR", "1",
                "FORCE_COLOR", "0",
                "NODE_ENV", "test"));
    assertThat(tools.last(" run ").bounds().outputBytes()).isEqualTo(512 * 1024);
    assertThat(Measured.whyNot(report))
        .isEqualTo("'@vitest/coverage-v8' is not among the packages");
  }

  @ParameterizedTest
  @CsvSource({"jest, ''", "react-scripts, ' test'"})
  void jest_and_what_wraps_it_run_once_to_the_end(String runner, String more) throws Exception {
    script(runner + (more.isEmpty() ? "" : " test") + " --env=jsdom --watchAll");
    leaves(0, tests("a.test.js", test("passed", "a")));

    var report = run();

    assertThat(results(report)).containsExactly("PASSED a.test.js::a");
    assertThat(lines().get(1))
        .isEqualTo(
            "{tree}/node_modules/.bin/"
                + runner
                + more
                + " --ci --json --outputFile={reports}/report-0.json --watchAll=false --bail=0"
                + " --env=jsdom --coverage --coverageProvider=v8 --coverageReporters=lcovonly"
                + " --coverageDirectory={reports}/coverage-0 --coverageThreshold={}");
  }

  @Test
  void node_runs_the_files_that_its_script_names_with_a_reporter_of_ours() throws Exception {
    files.put(
        "web/package.json",
        "{\"scripts\": {\"test\": \"node --test --import x.mjs ./t/*.mjs a.test.js\"}}");
    files.put("web/t/b.mjs", TEST);
    files.put("web/t/c.js", TEST);
    files.put("web/a.test.js", TEST);
    files.put("t/d.mjs", TEST);
    files.remove("a.test.js");
    events(
        0, "{\"type\":\"test:pass\",\"name\":\"a\",\"nesting\":0,\"file\":\"{tree}/web/t/b.mjs\"}");

    var report = build("node:web").run(request());

    assertThat(results(report)).containsExactly("PASSED web/t/b.mjs::a");
    assertThat(lines())
        .containsExactly(
            "node --test --test-reporter={reports}/reporter.mjs"
                + " --test-reporter-destination={reports}/report-0.json --test-reporter=spec"
                + " --test-reporter-destination=stdout --experimental-test-coverage"
                + " --test-reporter=lcov --test-reporter-destination={reports}/coverage-0.info"
                + " --import x.mjs t/b.mjs a.test.js",
            "node --version");
    assertThat(temporary.resolve("reports/reporter.mjs")).content().contains("export default");
    assertThat(tools.last("--test").folder()).isEqualTo(temporary.resolve("tree/web"));
    assertThat(report.execution().environment()).containsExactly("Node v24.1.0");
  }

  @Test
  void options_of_nodes_own_stay_also_where_files_are_asked_for() throws Exception {
    script("node --test --import ./x.mjs --require=y.js a.test.js");
    events(
        0, "{\"type\":\"test:pass\",\"name\":\"a\",\"nesting\":0,\"file\":\"{tree}/a.test.js\"}");

    run();
    assertThat(lines().getFirst()).endsWith(" --import ./x.mjs --require=y.js a.test.js");
    events(
        1,
        """
        {"type":"test:fail","name":"b","nesting":0,"file":"{tree}/a.test.js"}
        {"type":"test:pass","name":"a","nesting":0,"file":"{tree}/a.test.js"}\
        """);
    var again = run(only("a.test.js", "a"));
    assertThat(results(again)).containsExactly("PASSED a.test.js::a");
    assertThat(again.trouble()).isEmpty();
    assertThat(lines().get(2))
        .endsWith("--test-reporter-destination=stdout --import ./x.mjs --require=y.js a.test.js");
  }

  @Test
  void outcomes_are_told_by_the_runners_words_with_place_and_message() throws Exception {
    script("jest");
    files.put("b.js", "");
    leaves(
        1,
        tests(
            "a.test.js",
            """
            {"status": "failed", "title": "c", "ancestorTitles": ["x", "y > z"], "failureMessages": [
             "\\u001b[31mError: no\\u001b[0m\\n    at f ({tree}/b.js:3:1)\\n    at {tree}/a.test.js:7:2\\n ❯ x\\n", "more {tree}/b.js"]},
            {"status": "failed", "title": "d", "failureMessages": ["Error: x\\n    at f ({tree}/b.js:4:1)"]},
            """
                + test("pending", "e")
                + ","
                + test("skipped", "f")
                + ","
                + test("todo", "g")
                + ","
                + test("disabled", "h")
                + ","
                + test("odd", "i")));

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "FAILED a.test.js::d b.js:4",
            "SKIPPED a.test.js::e",
            "SKIPPED a.test.js::f",
            "SKIPPED a.test.js::g",
            "SKIPPED a.test.js::h",
            "UNKNOWN a.test.js::i",
            "FAILED a.test.js::x > y > z > c a.test.js:7");
    assertThat(report.results().getLast().message()).isEqualTo("Error: no\n\nmore b.js");
    assertThat(report.results().getFirst().message()).isEqualTo("Error: x");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().exitCode()).isEqualTo(1);
  }

  @Test
  void a_long_message_is_cut() throws Exception {
    script("jest");
    leaves(
        1,
        tests(
            "a.test.js",
            "{\"status\": \"failed\", \"title\": \"a\", \"failureMessages\": [\"%s\"]}, {\"status\": \"failed\", \"title\": \"b\", \"failureMessages\": [\"%s\"]}"
                .formatted("x".repeat(1_500), "x".repeat(1_501))));

    assertThat(run().results())
        .extracting(TestResult::message)
        .containsExactly("x".repeat(1_500), "x".repeat(1_500) + "...");
  }

  @Test
  void a_file_that_does_not_load_or_cannot_be_set_up_is_trouble() throws Exception {
    script("jest");
    files.put("b.test.js", TEST);
    files.put("c.test.js", TEST);
    leaves(
        1,
        """
        {"name": "{tree}/a.test.js", "status": "failed", "assertionResults": [],
         "message": "  ● Test suite failed to run\\n\\n    SyntaxError: {tree}/a.test.js: odd (3:4)\\n    at x (y.js:1:1)\\n"},
        {"name": "{tree}/b.test.js", "status": "failed", "message": " "},
        {"name": "{tree}/c.test.js", "status": "failed", "message": "kept apart", "assertionResults": [
          {"status": "failed", "title": "c"}]},
        {"name": "{tree}/d.test.js", "status": "passed"}
        """);

    var report = run();

    assertThat(trouble(report))
        .containsExactly(
            "COLLECTION a.test.js:3: its tests cannot be run: SyntaxError: a.test.js: odd (3:4)",
            "COLLECTION b.test.js: its tests cannot be run: its set-up or clean-up failed");
    assertThat(results(report)).containsExactly("FAILED c.test.js::c");
  }

  @Test
  void a_test_that_a_tool_made_is_known_without_where_the_worktree_lies() throws Exception {
    script("vitest");
    leaves(
        1,
        tests("dist/a.test.js", "{\"status\": \"failed\", \"title\": \"a\"}")
            + ","
            + tests("a.test.js", test("passed", "a")).replace("{tree}", "/elsewhere"));

    var report = run();
    assertThat(results(report))
        .containsExactly("PASSED /elsewhere/a.test.js::a", "FAILED dist/a.test.js::a");

    var again = run(new Selection.Only(report.results()));
    assertThat(results(again)).isEqualTo(results(report));
    assertThat(lines().get(4))
        .endsWith(
            " run dist/a.test.js --reporter=default --reporter=json"
                + " --outputFile.json={reports}/report-0.json --bail=0"
                + " --testNamePattern=^(a|a)$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | '' | REPORT: jest ended with 0 but wrote no report",
        "3 | '' | CRASH: jest died with exit code 3 before its report was written:",
        "0 | '{\"testResults\": []}' | NO_TESTS: jest ran no test",
        "1 | '{\"testResults\": []}' | NO_TESTS: jest ran no test",
        "1 | '{\"name\": \"{tree}/a.test.js\", \"status\": \"failed\"}' | COLLECTION a.test.js: its tests cannot be run: its set-up or clean-up failed",
        "1 | '{\"a\": 1}' | REPORT: the report of jest cannot be read: it has no 'testResults'",
        "0 | '{\"testResults\": [], \"wasInterrupted\": true}' | REPORT: the report of jest cannot be read: the run was interrupted",
      })
  void a_run_without_a_whole_report_is_trouble(int code, String text, String said)
      throws Exception {
    script("jest");
    writes(code, text);

    assertThat(trouble(run())).containsExactly(said);
  }

  @Test
  void a_report_that_is_no_json_or_at_odds_with_the_exit_code_is_trouble() throws Exception {
    script("jest");
    writes(1, "{\"testRes");
    assertThat(trouble(run()))
        .singleElement()
        .asString()
        .startsWith("REPORT: the report of jest cannot be read: it is no JSON: ");

    leaves(2, tests("a.test.js", test("passed", "a")));
    assertThat(trouble(run()))
        .containsExactly("REPORT: jest ended with exit code 2, but no test of its report failed:");
  }

  @Test
  void what_an_earlier_run_left_speaks_for_no_other() throws Exception {
    script("jest");
    leaves(0, tests("a.test.js", test("passed", "a")));
    run();
    tools.on("node_modules/.bin/jest --ci", 0, "");

    assertThat(trouble(run())).containsExactly("REPORT: jest ended with 0 but wrote no report");
  }

  @Test
  void a_hang_keeps_what_was_reported_and_stops_the_other_packages() throws Exception {
    workspace();
    tools.on(
        "packages/a/node_modules/.bin/jest --ci",
        command -> {
          report(command, tests("packages/a/a.test.js", test("passed", "a")));
          return PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, "");
        });

    var report =
        new NodeToolchain(tools)
            .run(checkout().request(new Patience(Duration.ofMinutes(1), Duration.ofSeconds(5))));

    assertThat(trouble(report)).containsExactly("HANG: the tests were stopped: 5 s without a word");
    assertThat(results(report)).containsExactly("PASSED packages/a/a.test.js::a");
    assertThat(lines()).filteredOn(line -> line.contains("packages/b")).isEmpty();
  }

  @Test
  void each_package_of_a_workspace_runs_its_own_and_the_worst_exit_code_counts() throws Exception {
    workspace();
    tools.on(
        "packages/a/node_modules/.bin/jest --ci",
        command -> {
          report(
              command, tests("packages/a/a.test.js", "{\"status\": \"failed\", \"title\": \"a\"}"));
          return PlayedTools.ended(1, "");
        });
    tools.on(
        "{tree}/node_modules/.bin/vitest run"
            .replace("{tree}", temporary.resolve("tree").toString()),
        command -> {
          report(command, tests("packages/b/b.test.js", test("passed", "b")));
          return PlayedTools.ended(0, "");
        });

    var report = run();

    assertThat(results(report))
        .containsExactly("FAILED packages/a/a.test.js::a", "PASSED packages/b/b.test.js::b");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().exitCode()).isEqualTo(1);
    assertThat(tools.last("jest --ci").folder()).isEqualTo(temporary.resolve("tree/packages/a"));
    assertThat(tools.last("vitest run").argv())
        .contains("--outputFile.json=" + temporary.resolve("reports/report-1.json"));
    assertThat(report.execution().environment())
        .containsExactly("Node v24.1.0", "jest ", "vitest ");

    var again = run(only("packages/b/b.test.js", "b"));
    assertThat(results(again)).containsExactly("PASSED packages/b/b.test.js::b");
    assertThat(tools.last("vitest run").argv()).contains("b.test.js").doesNotContain("a.test.js");
    assertThat(lines()).filteredOn(line -> line.contains("jest --ci")).hasSize(1);
  }

  @Test
  void some_tests_are_asked_for_by_file_and_whole_name() throws Exception {
    script("jest --config c.js src");
    files.put("src/b.test.js", TEST);
    leaves(
        0,
        tests(
            "a.test.js", test("passed", "is $1 [x]/y", "a (b)") + "," + test("pending", "other")));

    var report =
        run(only("a.test.js", "a (b) > is $1 [x]/y", "a.test.js", "c", "src/b.test.js", "d"));

    assertThat(results(report)).containsExactly("PASSED a.test.js::a (b) > is $1 [x]/y");
    assertThat(report.trouble()).isEmpty();
    assertThat(lines().get(1))
        .isEqualTo(
            "{tree}/node_modules/.bin/jest --ci --json --outputFile={reports}/report-0.json"
                + " --watchAll=false --bail=0 --config c.js"
                + " --testNamePattern=^(a \\(b\\)( > | )is \\$1 \\[x\\]\\/y|c|d)$ --runTestsByPath"
                + " a.test.js src/b.test.js");
  }

  @Test
  void what_the_script_names_is_left_out_where_files_are_asked_for() throws Exception {
    script("vitest --config c.js src");
    files.put("src/b.test.js", TEST);
    leaves(0, tests("a.test.js", test("passed", "a")));

    assertThat(results(run(only("a.test.js", "a")))).containsExactly("PASSED a.test.js::a");
    assertThat(lines().get(1)).contains(" run --config c.js a.test.js --reporter=default ");
  }

  @Test
  void a_focused_test_and_a_file_that_did_not_run_are_trouble() throws Exception {
    script("vitest");
    files.put("a.test.js", "\ntest.only('a', () => {});\ntest('b', () => {});\n");
    files.put("b.test.js", TEST);
    files.put("c.test.js", "test.only('c', () => {});\n");
    files.put("d.test.js", "// nothing\n");
    leaves(
        0,
        tests("a.test.js", test("passed", "a") + "," + test("skipped", "b"))
            + ","
            + tests("c.test.js", test("passed", "c")));

    assertThat(trouble(run()))
        .containsExactly(
            "NOT_RUN a.test.js:2: a focused test (`.only`) keeps the others of its file from"
                + " running",
            "NOT_RUN b.test.js: it holds tests, and vitest ran none of them");
  }

  @Test
  void a_runner_that_is_not_installed_is_trouble() throws Exception {
    files.put("package.json", "{\"scripts\": {\"test\": \"vitest\"}}");
    checkout().leave("node_modules/.bin/vitest", "");

    assertThat(trouble(run()))
        .containsExactly(
            "TOOL: 'vitest' is not installed in 'node_modules'; declare it in package.json");
  }

  @Test
  void events_of_nodes_own_runner_are_joined_to_names() throws Exception {
    script("node --test");
    files.put("b.test.mjs", TEST);
    events(
        1,
        """
        {"type":"test:start","name":"outer","nesting":0,"file":"{tree}/a.test.js"}
        {"type":"test:start","name":"in","nesting":1,"file":"{tree}/a.test.js"}
        {"type":"test:start","name":"x","nesting":0,"file":"{tree}/b.test.mjs"}
        {"type":"test:start","name":"second","nesting":0,"file":"{tree}/c.mjs"}
        {"type":"test:pass","name":"second","nesting":0,"file":"{tree}/c.mjs","suite":true}
        {"type":"test:start","name":"third","nesting":0,"file":"{tree}/c.mjs"}
        {"type":"test:pass","name":"in","nesting":1,"file":"{tree}/c.mjs"}
        {"type":"test:pass","name":"in","nesting":1,"file":"{tree}/a.test.js"}
        {"type":"test:pass","name":"off","nesting":1,"file":"{tree}/a.test.js","skip":true}
        {"type":"test:fail","name":"later","nesting":1,"file":"{tree}/a.test.js","todo":true}
        {"type":"test:pass","name":"outer","nesting":0,"file":"{tree}/a.test.js","suite":true}
        {"type":"test:fail","name":"x","nesting":0,"file":"{tree}/b.test.mjs","message":"no","stack":"Error: no\\n    at {tree}/b.test.mjs:4:1"}
        {"type":"test:fail","name":"more","nesting":0,"file":"{tree}/b.test.mjs","suite":true,"failure":"subtestsFailed"}
        {"type":"test:fail","name":"hooks","nesting":0,"file":"{tree}/b.test.mjs","suite":true,"failure":"hookFailed","message":"no hook"}
        {"type":"test:fail","name":"{tree}/a.test.js","nesting":0,"file":"{tree}/a.test.js","failure":"testCodeFailure","message":"test failed","stack":"{tree}/a.test.js:9\\nodd"}
        {"type":"test:pass","name":"{tree}/b.test.mjs","nesting":0,"file":"{tree}/b.test.mjs","suite":true}\
        """);

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "PASSED a.test.js::outer > in",
            "SKIPPED a.test.js::outer > later",
            "SKIPPED a.test.js::outer > off",
            "FAILED b.test.mjs::x b.test.mjs:4",
            "PASSED c.mjs::third > in");
    assertThat(report.results().get(3).message()).isEqualTo("no\nError: no");
    assertThat(report.trouble())
        .extracting(one -> one.kind() + " " + one.location() + " " + one.text())
        .containsExactly(
            "COLLECTION b.test.mjs its tests cannot be run: hooks: no hook",
            "COLLECTION a.test.js:9 its tests cannot be run: test failed\na.test.js:9\nodd");
  }

  @Test
  void events_that_break_off_or_are_none_are_trouble() throws Exception {
    script("node --test");
    var pass = "{\"type\":\"test:pass\",\"name\":\"a\",\"file\":\"{tree}/a.test.js\"}";
    writes(0, pass);
    assertThat(trouble(run()))
        .containsExactly("REPORT: the report of node cannot be read: it is cut off");
    writes(0, pass + "\nodd\n");
    assertThat(trouble(run()))
        .singleElement()
        .asString()
        .startsWith("REPORT: the report of node cannot be read: a line of it is no JSON: ");
  }

  @ParameterizedTest
  @CsvSource({"v8, ''", "istanbul, ''", "v8, web"})
  void vitest_measures_by_the_provider_that_is_installed(String provider, String folder)
      throws Exception {
    var prefix = folder.isEmpty() ? "" : folder + "/";
    files.put(prefix + "package.json", "{\"scripts\": {\"test\": \"vitest\"}}");
    files.put(prefix + "a.test.js", TEST);
    files.put(prefix + "b.js", "1\n2\n");
    install("vitest");
    checkout().leave("node_modules/@vitest/coverage-" + provider + "/package.json", "{}");
    tools.on(
        "vitest run",
        command -> {
          var lcov = temporary.resolve("reports/coverage-0/lcov.info");
          Files.createDirectories(lcov.getParent());
          Files.writeString(lcov, LCOV + LCOV.replace("b.js", "a.test.js"));
          report(command, tests(prefix + "a.test.js", test("passed", "a")));
          return PlayedTools.ended(0, "");
        });

    var report = build(folder.isEmpty() ? "node" : "node:" + folder).run(request());

    assertThat(Measured.lines(report)).containsExactly(prefix + "b.js: 1 of 2");
    assertThat(report.execution().commands().getFirst())
        .endsWith(
            "--bail=0",
            "--coverage.enabled=true",
            "--coverage.provider=" + provider,
            "--coverage.reporter=lcovonly",
            "--coverage.reportsDirectory={reports}/coverage-0",
            "--coverage.reportOnFailure=true",
            "--coverage.thresholds.lines=0",
            "--coverage.thresholds.functions=0",
            "--coverage.thresholds.branches=0",
            "--coverage.thresholds.statements=0",
            "--coverage.thresholds.autoUpdate=false");
  }

  @ParameterizedTest
  @CsvSource({"jest, coverage-0/lcov.info", "node --test, coverage-0.info"})
  void files_that_only_look_like_tests_do_not_cover_themselves(String script, String lcov)
      throws Exception {
    script(script);
    files.put("b.js", "1\n2\n");
    files.put("test/odd.js", TEST);
    tools.on(
        script.equals("jest") ? "jest --ci" : "node --test",
        command -> {
          var file = temporary.resolve("reports").resolve(lcov);
          Files.createDirectories(file.getParent());
          Files.writeString(file, LCOV + LCOV.replace("b.js", "test/odd.js"));
          report(
              command,
              script.equals("jest")
                  ? tests("a.test.js", test("passed", "a"))
                  : "{\"type\":\"test:pass\",\"name\":\"a\",\"file\":\"{tree}/a.test.js\"}\n{\"type\":\"end\"}");
          return PlayedTools.ended(0, "");
        });

    assertThat(Measured.lines(run())).containsExactly("b.js: 1 of 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | npm install --no-package-lock --ignore-scripts --no-audit --no-fund",
        "package-lock.json | npm ci --ignore-scripts --no-audit --no-fund",
        "npm-shrinkwrap.json | npm ci --ignore-scripts --no-audit --no-fund",
        "pnpm-lock.yaml | pnpm install --frozen-lockfile --ignore-scripts",
        "yarn.lock | yarn install --frozen-lockfile --ignore-scripts"
      })
  void packages_are_installed_by_their_lock_without_running_their_scripts(String lock, String line)
      throws Exception {
    files.put("package.json", "{\"devDependencies\": {\"vitest\": \"3\"}}");
    if (!lock.isEmpty()) {
      files.put(lock, "");
    }
    tools.on(" i", 0, "").on("npm ci", 0, "");

    assertThat(prepare()).isEqualTo(new Preparation.Ready());

    assertThat(lines()).containsExactly(line);
    assertThat(tools.started().getFirst().purpose()).isEqualTo(Command.Purpose.PREPARE);
    assertThat(tools.started().getFirst().environment()).containsEntry("FORCE_COLOR", "0");
  }

  @Test
  void packages_are_installed_again_when_they_have_gone_or_others_are_asked_for() throws Exception {
    files.put("package.json", "{\"devDependencies\": {\"vitest\": \"3\"}}");
    tools.on(
        "npm",
        command -> {
          Files.createDirectories(command.folder().resolve("node_modules"));
          return PlayedTools.ended(0, "");
        });

    prepare();
    prepare();
    assertThat(tools.started()).hasSize(1);

    files.put("package.json", "{\"devDependencies\": {\"vitest\": \"4\"}}");
    prepare();
    assertThat(tools.started()).hasSize(2);

    files.put("yarn.lock", "");
    tools.on("yarn", 0, "");
    prepare();
    assertThat(tools.started()).hasSize(3);

    Files.delete(temporary.resolve("tree/node_modules"));
    prepare();
    assertThat(tools.started()).hasSize(4);
  }

  @Test
  void what_needs_nothing_or_was_installed_by_a_person_is_left_alone() throws Exception {
    files.put("package.json", "{\"scripts\": {\"test\": \"node --test\"}}");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());

    files.put("package.json", "{\"dependencies\": {\"vitest\": \"3\"}}");
    checkout().leave("node_modules/x", "");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(tools.started()).isEmpty();
  }

  @Test
  void a_package_is_a_build_where_it_has_tests_and_a_runner() {
    files.put("package.json", "{\"scripts\": {\"test\": \"vitest\"}}");
    var toolchain = new NodeToolchain(tools);
    assertThat(toolchain.detects(MapTree.of(files), List.of())).isTrue();
    assertThat(toolchain.prepared(MapTree.of(files))).containsExactly(new RepoPath("node_modules"));
    assertThat(toolchain.isTest(new RepoPath("a.spec.ts"))).isTrue();
    assertThat(toolchain.isTest(new RepoPath("a.ts"))).isFalse();
    files.remove("a.test.js");
    assertThat(toolchain.detects(MapTree.of(files), List.of())).isFalse();
    files.put("odd.js", TEST);
    assertThat(toolchain.detects(MapTree.of(files), Checkout.paths("odd.js"))).isTrue();
  }

  private void workspace() throws IOException {
    files.remove("a.test.js");
    files.put("package.json", "{\"workspaces\": [\"packages/*\"]}");
    files.put("packages/a/package.json", "{\"scripts\": {\"test\": \"jest\"}}");
    files.put("packages/a/a.test.js", TEST);
    files.put("packages/b/package.json", "{\"scripts\": {\"test\": \"vitest\"}}");
    files.put("packages/b/b.test.js", TEST);
    install("vitest");
    executable("packages/a/node_modules/.bin/jest");
    tools.on("--version", 1, "").on("node --version", 0, "v24.1.0\n");
  }

  private void script(String script) {
    files.put("package.json", "{\"scripts\": {\"test\": \"%s\"}}".formatted(script));
    for (var runner : List.of("vitest", "jest", "react-scripts")) {
      install(runner);
    }
  }

  private void install(String runner) {
    executable("node_modules/.bin/" + runner);
    tools.on("/" + runner + " --version", 0, "3.2\nmore\n");
  }

  private void executable(String name) {
    assertThat(checkout().leave(name, "").toFile().setExecutable(true)).isTrue();
  }

  /** Of the runners that write what jest writes. */
  private void leaves(int code, String files) {
    writes(code, files);
  }

  private void events(int code, String lines) {
    writes(code, lines + "\n{\"type\":\"end\"}");
  }

  private void writes(int code, String text) {
    for (var words : List.of("vitest run", "jest --ci", "react-scripts test", "node --test")) {
      tools.on(
          words,
          command -> {
            if (!text.isEmpty()) {
              report(command, text);
            }
            return PlayedTools.ended(code, "");
          });
    }
  }

  /** Files of a report, or all of it. */
  private void report(Command command, String text) throws IOException {
    var whole = text.startsWith("{\"name\"") ? "{\"testResults\": [" + text + "]}" : text;
    var file =
        command.argv().stream()
            .filter(word ->
                word.matches("--(outputFile|outputFile.json|test-reporter-destination)=/.*"))
            .findFirst()
            .orElseThrow();
    Files.writeString(
        Path.of(file.substring(file.indexOf('=') + 1)),
        whole.replace("{tree}", temporary.resolve("tree").toString()));
  }

  private static String tests(String file, String tests) {
    return "{\"name\": \"{tree}/%s\", \"assertionResults\": [%s]}".formatted(file, tests);
  }

  private static String test(String status, String title, String... around) {
    return "{\"status\": \"%s\", \"title\": \"%s\", \"ancestorTitles\": [%s]}"
        .formatted(
            status,
            title,
            String.join(",", List.of(around).stream().map("\"%s\""::formatted).toList()));
  }

  private static Selection only(String... tests) {
    return new Selection.Only(
        IntStream.range(0, tests.length / 2)
            .mapToObj(at ->
                TestResult.of(new TestId(tests[2 * at], tests[2 * at + 1]), Outcome.PASSED, ""))
            .toList());
  }

  private TestToolchain build(String id) {
    return new NodeToolchain(tools)
        .builds(MapTree.of(files), List.of()).stream()
            .filter(build -> build.id().equals(id))
            .findFirst()
            .orElseThrow();
  }

  private List<String> lines() {
    return tools.lines(checkout());
  }

  private Preparation prepare() throws InterruptedException {
    return new NodeToolchain(tools).prepare(request());
  }

  private TestReport run() throws InterruptedException {
    return new NodeToolchain(tools).run(request());
  }

  private TestReport run(Selection selection) throws InterruptedException {
    return new NodeToolchain(tools).run(request().selecting(selection));
  }

  private Request request() {
    return checkout().request();
  }

  private Checkout checkout() {
    return Checkout.of(temporary, files);
  }
}
