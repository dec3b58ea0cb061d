package dev.autopack.gate.tests.pytest;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.Trouble;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With Pythons that are played. */
class PlayedPytestTest {
  private static final String PYTEST =
      "-m pytest -q -p no:cacheprovider --rootdir=. --continue-on-collection-errors --maxfail=0"
          + " -o junit_family=xunit2 -o faulthandler_timeout=90 --junitxml={reports}/";
  private static final String TEST = "def test_a():\n    pass\n";
  private static final String PASSED = "<testcase classname='test_a' name='test_a'/>";

  @TempDir private Path temporary;

  private final Map<String, String> files = new TreeMap<>(Map.of("test_a.py", TEST));
  private final PlayedTools python = new PlayedTools().on("python3 -c", 0, "3.13.1 8.4.0 \n");
  private final PytestToolchain pytest = new PytestToolchain(python);

  @Test
  void every_test_is_run_to_the_end() throws Exception {
    leaves(0, PASSED);

    var report = run();

    assertThat(report.toolchain()).isEqualTo("pytest");
    assertThat(results(report)).containsExactly("PASSED test_a.py::test_a");
    assertThat(report.results().getFirst().file()).isEqualTo("test_a.py");
    assertThat(report.trouble()).isEmpty();
    assertThat(lines().getLast()).isEqualTo("python3 " + PYTEST + "junit.xml");
    assertThat(report.execution().commands().getFirst())
        .startsWith("python3", "-m", "pytest")
        .endsWith("--junitxml={reports}/junit.xml");
    assertThat(report.execution().environment()).containsExactly("Python 3.13.1", "pytest 8.4.0");
    assertThat(report.execution().millis()).isEqualTo(1_000);
    assertThat(report.coverage())
        .contains(new Measurement.NotProducible("'python3' has no coverage"));
    var command = python.last("-m pytest");
    assertThat(command.folder()).isEqualTo(temporary.resolve("tree"));
    assertThat(command.environment())
        .isEqualTo(
            Map.of("CI", "1", "NO_COLOR", "1", "PY_COLORS", "0", "PYTHONDONTWRITEBYTECODE", "1"));
    assertThat(command.bounds())
        .isEqualTo(new Command.Bounds(Duration.ofMinutes(3), Duration.ofMinutes(3), 256 * 1024));
  }

  /** A file of the repository could pose as pytest there. */
  @Test
  void a_python_is_asked_for_its_pytest_once_and_not_in_the_worktree() throws Exception {
    leaves(0, PASSED);
    run();
    run();

    assertThat(lines()).hasSize(3);
    assertThat(python.last("python3 -c").folder()).isEqualTo(temporary.resolve("reports"));
  }

  @Test
  void the_first_python_that_has_pytest_is_used_and_an_environment_of_the_setup_comes_first()
      throws Exception {
    files.put("venv/bin/python", "tracked");
    checkout().leave(".venv/bin/python", "").toFile().setExecutable(true);
    assertThat(temporary.resolve("tree/venv/bin/python").toFile().setExecutable(true)).isTrue();
    python.on("python3 -c", 0, "there is nothing here");
    python.on("python -c", 0, "3.9 7.0");
    python.on(".venv/bin/python -c", 1, "");
    leaves(0, PASSED);

    var report = run();

    assertThat(report.trouble()).isEmpty();
    assertThat(lines())
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("{tree}/.venv/bin/python", "python3", "python", "python");
    assertThat(report.execution().environment()).containsExactly("Python 3.9", "pytest 7.0");
  }

  @Test
  void without_a_pytest_the_tests_stay_known() throws Exception {
    files.put("named.py", TEST);
    python.on("python3 -c", 1, "");
    var report = pytest.run(checkout().request("named.py"));

    assertThat(trouble(report)).containsExactly("TOOL: 'python' cannot be started");
    assertThat(results(report))
        .containsExactly("UNKNOWN named.py::test_a", "UNKNOWN test_a.py::test_a");
    assertThat(report.execution())
        .isEqualTo(
            new TestReport.Execution(List.of(), -1, 0, "'python' cannot be started", List.of()));

    python.on("python -c", 0, "3.13");
    assertThat(trouble(run())).containsExactly("TOOL: 'python' has no pytest; install it there");
  }

  @Test
  void tests_are_known_by_their_file_class_and_name() throws Exception {
    files.put("shop/test_price.py", TEST);
    leaves(
        1,
        """
        <testcase classname="shop.test_price.TestPrice.TestIn" name="test_b[1]"/>
        <testcase classname="shop.test_price" name="test_c"><skipped message="later">shop/test_price.py:6: later</skipped></testcase>
        <testcase classname="gone.mod" name="test_d"><failure message="no"/></testcase>
        """
            + PASSED);

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "FAILED gone.mod::test_d",
            "PASSED shop/test_price.py::TestPrice::TestIn::test_b[1]",
            "SKIPPED shop/test_price.py::test_c shop/test_price.py:6",
            "PASSED test_a.py::test_a");
    assertThat(report.results())
        .extracting(TestResult::file)
        .containsExactly("", "shop/test_price.py", "shop/test_price.py", "test_a.py");
  }

  @Test
  void a_failure_is_told_by_the_tests_line_and_where_it_was_raised() throws Exception {
    files.put("shop.py", "x = 1\n");
    var top = temporary.resolve("tree");
    leaves(
        1,
        """
        <testcase classname="test_a" name="test_a"><failure message="no">def test_a():
        test_a.py:3: in test_a
            shop.price()
        shop.py:5: ValueError
        E   ValueError: no</failure></testcase>
        <testcase classname="test_a" name="test_b"><error>
        E       assert 1 == 2
        E        +  where 1
          File "%1$s/shop.py", line 7
          File "%1$s/test_a.py", line 8
          File "/usr/lib/x.py", line 9
        ../out.py:3: in x</error></testcase>
        <testcase classname="test_a" name="test_c"><failure message="far">shop.py:1: in x
        shop.py:2: in y</failure></testcase>
        """
            .formatted(top));

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "FAILED test_a.py::test_a test_a.py:3",
            "ERROR test_a.py::test_b test_a.py:8",
            "FAILED test_a.py::test_c shop.py:2");
    assertThat(report.results())
        .extracting(TestResult::message)
        .containsExactly(
            "no\nraised at shop.py:5", "assert 1 == 2\n +  where 1", "far\nraised at shop.py:2");
  }

  @Test
  void a_long_message_is_cut_and_of_a_long_error_the_first_12_lines_stay() throws Exception {
    leaves(
        1,
        "<testcase classname='m' name='a'><failure message='%s'/></testcase><testcase classname='m' name='b'><failure message='%s'/></testcase><testcase classname='m' name='c'><failure>%s</failure></testcase>"
            .formatted("x".repeat(1_500), "x".repeat(1_501), "E x\n".repeat(20)));

    assertThat(run().results())
        .extracting(TestResult::message)
        .containsExactly(
            "x".repeat(1_500), "x".repeat(1_500) + "...", "x\n".repeat(12).strip(), "");
  }

  @Test
  void a_file_that_cannot_be_loaded_is_trouble_at_its_place_and_its_tests_stay_known()
      throws Exception {
    files.put(
        "sub/test_b.py",
        "import pytest\nclass TestB:\n    def test_b(self): pass\n@pytest.mark.skip\ndef test_off(): pass\n");
    files.put("shop.py", "x = 1\n");
    leaves(
        1,
        """
        <testcase classname="" name="sub.test_b"><error message="collection failure">sub/test_b.py:1: in &lt;module&gt;
        shop.py:1: in x
        E   SyntaxError: odd</error></testcase>
        <testcase classname="" name="gone.test_c"><error message="collection failure">no frames</error></testcase>
        """);

    var report = run();

    assertThat(report.trouble())
        .startsWith(
            new Trouble(
                Trouble.Kind.COLLECTION,
                "sub/test_b.py",
                "shop.py:1",
                "pytest cannot load sub/test_b.py: SyntaxError: odd"),
            new Trouble(
                Trouble.Kind.COLLECTION,
                "gone.test_c",
                "gone.test_c",
                "pytest cannot load gone.test_c: collection failure"));
    assertThat(results(report))
        .containsExactly(
            "UNKNOWN sub/test_b.py::TestB::test_b",
            "SKIPPED sub/test_b.py::test_off",
            "UNKNOWN test_a.py::test_a");
  }

  @Test
  void where_some_tests_are_asked_for_those_of_a_file_that_does_not_load_stay_known_too()
      throws Exception {
    leaves(1, "<testcase classname='' name='test_a'><error>E  SyntaxError: odd</error></testcase>");
    var asked = List.of(TestResult.of(new TestId("test_a.py", "test_a"), Outcome.PASSED, ""));

    var report = pytest.run(checkout().request().selecting(new Selection.Only(asked)));

    assertThat(pytest.id()).isEqualTo("pytest");
    assertThat(results(report)).containsExactly("UNKNOWN test_a.py::test_a");
    assertThat(trouble(report))
        .containsExactly("COLLECTION test_a.py: pytest cannot load test_a.py: SyntaxError: odd");
  }

  @Test
  void a_module_that_skips_itself_skips_its_tests() throws Exception {
    leaves(
        0,
        "<testcase classname='' name='test_a'><skipped/></testcase><testcase classname='' name='gone'><skipped/></testcase>");

    var report = run();

    assertThat(results(report)).containsExactly("SKIPPED test_a.py::test_a");
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void a_test_file_without_a_result_is_told_unless_it_holds_none() throws Exception {
    files.put("test_b.py", TEST);
    files.put("test_c.py", "x = 1\n");
    files.put("helper.py", TEST);
    leaves(0, PASSED);

    var report = run();

    assertThat(trouble(report))
        .containsExactly("NOT_RUN test_b.py: it holds tests, and pytest ran none of them");
    assertThat(results(report))
        .containsExactly("PASSED test_a.py::test_a", "UNKNOWN test_b.py::test_a");
  }

  @Test
  void what_the_phase_names_and_the_configuration_misses_is_run_besides() throws Exception {
    files.put("checks/slugs.py", TEST);
    files.put("checks/notes.md", "");
    leaves(0, PASSED);
    python.on(
        "named.xml",
        command -> leave("named.xml", PASSED.replace("'test_a' n", "'checks.slugs' n"), 1));

    var report =
        pytest.run(
            checkout().request("checks/slugs.py", "checks/notes.md", "gone.py", "test_a.py"));

    assertThat(results(report))
        .containsExactly("PASSED checks/slugs.py::test_a", "PASSED test_a.py::test_a");
    assertThat(lines().getLast()).isEqualTo("python3 " + PYTEST + "named.xml checks/slugs.py");
    assertThat(report.execution().commands()).hasSize(2);
    assertThat(report.execution().millis()).isEqualTo(2_000);
    assertThat(report.execution().exitCode()).isEqualTo(1);
    assertThat(trouble(report))
        .containsExactly("REPORT: pytest ended with exit code 1, but no test of its report failed");
  }

  @Test
  void nothing_is_run_besides_where_all_was_run_or_the_run_broke() throws Exception {
    leaves(0, PASSED);
    pytest.run(checkout().request("test_a.py"));
    assertThat(lines()).filteredOn(line -> line.contains("named.xml")).isEmpty();

    python.on("-m pytest", 3, "");
    files.put("checks/slugs.py", TEST);
    var broken = pytest.run(checkout().request("checks/slugs.py"));
    assertThat(lines()).filteredOn(line -> line.contains("named.xml")).isEmpty();
    assertThat(results(broken))
        .containsExactly("UNKNOWN checks/slugs.py::test_a", "UNKNOWN test_a.py::test_a");
  }

  @Test
  void a_selection_runs_those_alone_in_their_order_and_measures_nothing() throws Exception {
    python.on("python3 -c", 0, "3.13.1 8.4.0 7.6");
    files.put("test_b.py", TEST);
    leaves(0, PASSED);
    var chosen =
        Stream.of("test_z[1 2]", "test_a")
            .map(name -> TestResult.of(new TestId("test_a.py", name), Outcome.PASSED, ""))
            .toList();

    var report = pytest.run(checkout().request("test_b.py").selecting(new Selection.Only(chosen)));

    assertThat(lines().getLast())
        .isEqualTo("python3 " + PYTEST + "junit.xml test_a.py::test_z[1 2] test_a.py::test_a");
    assertThat(results(report)).containsExactly("PASSED test_a.py::test_a");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.coverage()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | REPORT: pytest ended with 0 but wrote no report",
        "4 | CRASH: pytest refused its configuration or a conftest.py:",
        "2 | CRASH: pytest died with exit code 2 before its report was written:"
      })
  void an_end_without_a_report_is_trouble(int code, String text) throws Exception {
    write(temporary.resolve("reports/junit.xml"), "an earlier run's");
    python.on("-m pytest", code, "said");

    var report = run();

    assertThat(trouble(report)).containsExactly(text);
    assertThat(report.trouble().getFirst().text()).matches("(?s).*(no report|:\nsaid)");
    assertThat(results(report)).containsExactly("UNKNOWN test_a.py::test_a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | REPORT: pytest ended with exit code 1, but no test of its report failed",
        "2 | CRASH: pytest was interrupted (exit code 2):",
        "3 | CRASH: pytest was interrupted (exit code 3):",
        "9 | REPORT: pytest ended with exit code 9, but it wrote a report"
      })
  void the_exit_code_has_to_go_with_the_report(int code, String text) throws Exception {
    leaves(code, PASSED);

    assertThat(trouble(run())).containsExactly(text);
  }

  @Test
  void no_test_at_all_is_trouble_where_there_is_no_result_either() throws Exception {
    leaves(5, "");
    assertThat(trouble(run())).contains("NO_TESTS: pytest found no test to run");
    leaves(5, PASSED);
    assertThat(run().trouble()).isEmpty();
  }

  @Test
  void failures_and_a_good_end_are_at_odds_and_a_failure_explains_a_bad_one() throws Exception {
    leaves(0, "<testcase classname='test_a' name='test_a'><error/></testcase>");
    assertThat(trouble(run()))
        .containsExactly("REPORT: pytest ended with exit code 0, but its report holds failures");
    leaves(1, "<testcase classname='test_a' name='test_a'><failure/></testcase>");
    assertThat(run().trouble()).isEmpty();
  }

  @Test
  void a_report_that_breaks_off_is_trouble() throws Exception {
    python.on(
        "-m pytest",
        command -> {
          write(temporary.resolve("reports/junit.xml"), "<testsuite>" + PASSED);
          return PlayedTools.ended(1, "");
        });

    var report = run();

    assertThat(trouble(report))
        .singleElement()
        .asString()
        .startsWith("REPORT: pytest's report cannot be read: ");
    assertThat(results(report)).containsExactly("PASSED test_a.py::test_a");
  }

  @Test
  void a_hang_is_told_with_where_it_hung() throws Exception {
    files.put("wait.py", "x = 1\n");
    var top = temporary.resolve("tree");
    python.on(
        "-m pytest",
        _ ->
            PlayedTools.stopped(
                Exit.Ending.IDLE_TIMEOUT,
                "  File \"%s/test_a.py\", line 2 in test_a\n  File \"%s/wait.py\", line 3 in x\n"
                    .formatted(top, top)));

    var report =
        pytest.run(checkout().request(new Patience(Duration.ofMinutes(1), Duration.ofSeconds(1))));

    assertThat(trouble(report))
        .containsExactly("HANG wait.py:3: the tests were stopped: 1 s without a word");
    assertThat(results(report)).containsExactly("UNKNOWN test_a.py::test_a");
    assertThat(python.last("-m pytest").argv()).contains("faulthandler_timeout=1");
  }

  @Test
  void coverage_is_measured_in_the_same_run_with_settings_of_its_own() throws Exception {
    covers();

    var report = run();

    assertThat(Measured.lines(report)).containsExactly("shop.py: 1 of 2");
    assertThat(report.execution().environment()).endsWith("coverage 7.6");
    assertThat(lines())
        .endsWith(
            "python3 -m coverage run --rcfile={reports}/coverage.cfg " + PYTEST + "junit.xml",
            "python3 -m coverage xml -i -q --rcfile={reports}/coverage.cfg -o"
                + " {reports}/coverage.xml");
    assertThat(report.execution().commands()).hasSize(1);
    assertThat(temporary.resolve("reports/coverage.cfg"))
        .content()
        .contains("branch = True", "data_file = " + temporary.resolve("reports/coverage.data"));
    assertThat(python.last("coverage xml").folder()).isEqualTo(temporary.resolve("tree"));
  }

  @Test
  void coverage_of_a_run_that_broke_or_left_no_data_is_missing() throws Exception {
    covers();
    write(temporary.resolve("reports/coverage.data"), "an earlier run's");
    leaves(0, PASSED);
    assertThat(run().coverage()).contains(new Measurement.Missing("pytest did not run to its end"));

    covers();
    python.on(
        "-m pytest",
        command -> {
          write(temporary.resolve("reports/coverage.data"), "");
          return PlayedTools.ended(3, "");
        });
    assertThat(run().coverage()).contains(new Measurement.Missing("pytest did not run to its end"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"coverage.py", "coverage/__init__.py", "setup.cfg", "pytest.ini"})
  void what_measures_itself_or_would_pose_as_coverage_is_left_alone(String name) throws Exception {
    covers();
    files.put(name, name.endsWith("py") ? "" : "addopts = --cov=shop\n");

    var report = run();

    assertThat(Measured.whyNot(report))
        .isEqualTo("the repository measures it itself, or has a module named coverage");
    assertThat(lines().getLast()).startsWith("python3 " + PYTEST);
  }

  @Test
  void options_that_do_not_measure_are_no_hindrance() throws Exception {
    covers();
    files.put("setup.cfg", "addopts = -q\n");

    assertThat(Measured.lines(run())).containsExactly("shop.py: 1 of 2");
  }

  @ParameterizedTest
  @CsvSource({
    "a/test_b.py, true",
    "b_test.py, true",
    "test_b.txt, false",
    "testb.py, false",
    "b.py, false"
  })
  void tests_are_known_by_their_names(String path, boolean isTest) {
    assertThat(pytest.isTest(new RepoPath(path))).isEqualTo(isTest);
  }

  @Test
  void it_is_there_where_a_test_file_or_a_named_one_holds_a_test() {
    assertThat(pytest.detects(MapTree.of(files), List.of())).isTrue();
    assertThat(pytest.detects(MapTree.of(Map.of("test_a.py", "x = 1\n")), List.of())).isFalse();
    var other = MapTree.of(Map.of("a.py", TEST, "b.md", TEST));
    assertThat(pytest.detects(other, List.of())).isFalse();
    assertThat(pytest.detects(other, Checkout.paths("a.py"))).isTrue();
    assertThat(pytest.detects(other, Checkout.paths("b.md"))).isFalse();
  }

  private void covers() {
    files.put("shop.py", "x = 1\ny = 2\n");
    python.on("python3 -c", 0, "3.13.1 8.4.0 7.6");
    python.on(
        "-m pytest",
        command -> {
          write(temporary.resolve("reports/coverage.data"), "");
          return leave("junit.xml", PASSED, 0);
        });
    python.on(
        "coverage xml",
        command -> {
          write(
              temporary.resolve("reports/coverage.xml"),
              """
              <coverage><packages><package><classes><class filename="shop.py"><lines>
              <line number="1" hits="1"/><line number="2" hits="0"/>
              </lines></class></classes></package></packages></coverage>
              """);
          return PlayedTools.ended(0, "");
        });
  }

  private void leaves(int code, String cases) {
    python.on("-m pytest", _ -> leave("junit.xml", cases, code));
  }

  private Exit leave(String name, String cases, int code) throws IOException {
    write(temporary.resolve("reports").resolve(name), "<testsuite>" + cases + "</testsuite>");
    return PlayedTools.ended(code, "");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> lines() {
    return python.lines(checkout());
  }

  private TestReport run() throws InterruptedException {
    return pytest.run(checkout().request());
  }

  private Checkout checkout() {
    return Checkout.of(temporary, files);
  }
}
