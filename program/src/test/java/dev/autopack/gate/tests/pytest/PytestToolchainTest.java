package dev.autopack.gate.tests.pytest;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real pytest. */
class PytestToolchainTest {
  private static final String PASSING = "def test_fine():\n    pass\n";

  @TempDir private Path temporary;

  private final PytestToolchain pytest = new PytestToolchain(Checkout.runner());

  @BeforeEach
  void pytest_is_there() {
    Proof.requireTool("pytest", PytestToolchainTest::hasPytest);
  }

  @Test
  void a_selection_runs_those_alone() throws Exception {
    var checkout =
        Checkout.of(
            temporary,
            Map.of(
                "tests/test_a.py",
                """
                import pytest
                class TestA:
                    @pytest.mark.parametrize("n", ["x y", "[z]"])
                    def test_of(self, n): pass
                def test_never(): raise ValueError("not asked for")
                """,
                "tests/test_b.py",
                "def test_never(): raise ValueError('not asked for')\n"));
    var chosen =
        List.of(
            TestResult.of(
                new TestId("tests/test_a.py", "TestA::test_of[[z]]"),
                TestResult.Outcome.PASSED,
                "tests/test_a.py"));

    var report = pytest.run(checkout.request().selecting(new Selection.Only(chosen)));

    assertThat(report.results()).isEqualTo(chosen);
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void each_test_is_known_by_its_file_and_name() throws Exception {
    var report =
        run(
            Map.of(
                "shop/test_price.py",
                """
                import pytest
                class TestPrice:
                    @pytest.mark.parametrize("n", [1, 2])
                    def test_even(self, n):
                        assert n % 2 == 0
                @pytest.mark.skip(reason="later")
                def test_later():
                    pass
                """,
                "total_test.py",
                """
                import unittest
                from total import total
                class TotalTest(unittest.TestCase):
                    def test_sum(self):
                        self.assertEqual(total([4, 6]), 10)
                """,
                "total.py",
                "def total(numbers):\n    return 0\n"));

    assertThat(results(report))
        .containsExactly(
            "FAILED shop/test_price.py::TestPrice::test_even[1] shop/test_price.py:5",
            "PASSED shop/test_price.py::TestPrice::test_even[2]",
            "SKIPPED shop/test_price.py::test_later shop/test_price.py:6",
            "FAILED total_test.py::TotalTest::test_sum total_test.py:5");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.kind()).isEqualTo(Kind.STRUCTURED);
    assertThat(report.results().getLast().message()).isEqualTo("AssertionError: 0 != 10");
    assertThat(report.execution().commands().getFirst())
        .startsWith("python3")
        .containsSequence("-m", "pytest")
        .endsWith("--junitxml={reports}/junit.xml");
    assertThat(report.execution().environment())
        .allMatch(line -> line.matches("(Python|pytest|coverage) [\\d.]+.*"))
        .anyMatch(line -> line.startsWith("Python"))
        .anyMatch(line -> line.startsWith("pytest"));
  }

  @Test
  void a_file_that_cannot_be_loaded_is_told_with_its_place_and_its_tests_stay_known()
      throws Exception {
    var report =
        run(
            Map.of(
                "test_a.py", PASSING,
                "test_b.py", "import shop\ndef test_b():\n    pass\n",
                "shop.py", "def price(:\n    pass\n"));

    assertThat(report.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(results(report))
        .containsExactly("PASSED test_a.py::test_fine", "UNKNOWN test_b.py::test_b");
    assertThat(trouble(report))
        .singleElement()
        .asString()
        .startsWith("COLLECTION shop.py:1: pytest cannot load test_b.py:");
    assertThat(report.trouble().getFirst().text()).contains("SyntaxError");
  }

  @Test
  void a_module_that_skips_itself_skips_its_tests() throws Exception {
    var report =
        run(
            Map.of(
                "test_a.py",
                PASSING,
                "test_b.py",
                "import pytest\npytest.skip('x', allow_module_level=True)\n" + PASSING));

    assertThat(results(report))
        .containsExactly("PASSED test_a.py::test_fine", "SKIPPED test_b.py::test_fine");
  }

  @Test
  void what_the_configuration_leaves_out_is_trouble_unless_the_phase_names_it() throws Exception {
    var files =
        Map.of(
            "pytest.ini",
            "[pytest]\ntestpaths = tests\naddopts = -x\n",
            "tests/test_a.py",
            "def test_bad():\n    assert False\n" + PASSING,
            "more/test_b.py",
            PASSING,
            "checks/slugs.py",
            PASSING);
    var checkout = Checkout.of(temporary, files);

    var report = pytest.run(checkout.request("checks/slugs.py"));

    assertThat(results(report))
        .containsExactly(
            "PASSED checks/slugs.py::test_fine",
            "UNKNOWN more/test_b.py::test_fine",
            "FAILED tests/test_a.py::test_bad tests/test_a.py:2",
            "PASSED tests/test_a.py::test_fine");
    assertThat(trouble(report))
        .containsExactly("NOT_RUN more/test_b.py: it holds tests, and pytest ran none of them");
    assertThat(report.execution().commands()).hasSize(2);
  }

  @Test
  void a_hang_is_stopped_and_says_where() throws Exception {
    var checkout =
        Checkout.of(
            temporary,
            Map.of(
                "test_a.py", "import wait\ndef test_hang():\n    wait.forever()\n",
                "wait.py", "import time\ndef forever():\n    time.sleep(600)\n"));

    var report =
        pytest.run(checkout.request(new Patience(Duration.ofSeconds(30), Duration.ofSeconds(6))));

    assertThat(trouble(report))
        .singleElement()
        .asString()
        .startsWith("HANG")
        .contains("6 s without a word");
    assertThat(report.trouble().getFirst().location()).isIn("wait.py:3", "test_a.py:3");
    assertThat(results(report)).containsExactly("UNKNOWN test_a.py::test_hang");
  }

  @Test
  void a_death_before_the_report_is_a_crash() throws Exception {
    var report = run(Map.of("test_a.py", "import os\ndef test_a():\n    os._exit(0)\n"));

    assertThat(trouble(report)).containsExactly("REPORT: pytest ended with 0 but wrote no report");
    assertThat(results(report)).containsExactly("UNKNOWN test_a.py::test_a");
  }

  @Test
  void an_exit_code_at_odds_with_the_report_is_trouble() throws Exception {
    var report =
        run(
            Map.of(
                "test_a.py", "def test_bad():\n    assert False\n",
                "conftest.py", "def pytest_sessionfinish(session):\n    session.exitstatus = 0\n"));

    assertThat(trouble(report))
        .containsExactly("REPORT: pytest ended with exit code 0, but its report holds failures");
  }

  @Test
  void a_broken_conftest_is_a_crash_with_its_words() throws Exception {
    var report =
        run(Map.of("test_a.py", PASSING, "conftest.py", "raise RuntimeError('no stage')\n"));

    assertThat(report.trouble()).hasSize(1);
    assertThat(report.trouble().getFirst().text()).contains("no stage");
    assertThat(report.isBroken()).isTrue();
  }

  @Test
  void a_file_of_the_repository_cannot_pose_as_pytest() throws Exception {
    var report =
        run(Map.of("test_a.py", "def test_bad():\n    assert False\n", "pytest.py", "exit(0)\n"));

    assertThat(report.isBroken()).isTrue();
    assertThat(results(report)).containsExactly("UNKNOWN test_a.py::test_bad");
  }

  @Test
  void it_is_there_where_a_file_named_as_a_test_holds_one() {
    assertThat(detects(Map.of("test_a.py", PASSING))).isTrue();
    assertThat(detects(Map.of("test_a.py", "print('a script')\n"))).isFalse();
    assertThat(detects(Map.of("slugs.py", PASSING))).isFalse();
    assertThat(pytest.detects(MapTree.of(Map.of("a.py", PASSING)), Checkout.paths("a.py")))
        .isTrue();
  }

  private boolean detects(Map<String, String> files) {
    return pytest.detects(MapTree.of(files), List.of());
  }

  private TestReport run(Map<String, String> files) throws InterruptedException {
    return pytest.run(Checkout.of(temporary, files).request());
  }

  private static boolean hasPytest() {
    try {
      return new ProcessBuilder("python3", "-m", "pytest", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
