package dev.autopack.gate.tests.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real pytest and coverage. */
class PytestCoverageTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "sign.py",
          "def sign(n):\n    if n > 0:\n        return 1\n    return -1\n",
          "unused.py",
          "def unused():\n    return 1\n",
          "tests/test_sign.py",
          "from sign import sign\n\ndef test_one():\n    assert sign(3) == 1\n");

  @TempDir private Path temporary;

  @BeforeEach
  void coverage_is_there() {
    Proof.requireTool("coverage", PytestCoverageTest::hasCoverage);
  }

  @Test
  void what_tests_cover_is_measured_where_nothing_is_configured() throws Exception {
    var report = run(PROJECT);

    assertThat(report.trouble()).isEmpty();
    assertThat(report.coverage().orElseThrow()).isInstanceOf(Measurement.Measured.class);
    var coverage = ((Measurement.Measured) report.coverage().orElseThrow()).coverage();
    assertThat(coverage.files().keySet())
        .containsExactly(new RepoPath("sign.py"), new RepoPath("unused.py"));
    assertThat(coverage.files())
        .hasEntrySatisfying(
            new RepoPath("sign.py"), file -> assertThat(file.lines()).hasToString("3 of 4"));
    assertThat(coverage.totals().lines()).hasToString("3 of 6");
    assertThat(coverage.totals().branches()).hasToString("1 of 2");
  }

  @Test
  void what_a_comment_would_leave_out_is_measured_all_the_same() throws Exception {
    var files = new HashMap<>(PROJECT);
    files.put("unused.py", "def unused():  # pragma: no cover\n    return 1\n");

    var measured = (Measurement.Measured) run(files).coverage().orElseThrow();

    assertThat(measured.coverage().files())
        .hasEntrySatisfying(
            new RepoPath("unused.py"), file -> assertThat(file.lines()).hasToString("0 of 2"));
  }

  @Test
  void tests_are_judged_as_without_it() throws Exception {
    var files = new HashMap<>(PROJECT);
    files.put("tests/test_more.py", "def test_no():\n    assert 1 == 2\n");

    var report = run(files);

    assertThat(report.execution().exitCode()).isEqualTo(1);
    assertThat(report.trouble()).isEmpty();
    assertThat(report.coverage().orElseThrow()).isInstanceOf(Measurement.Measured.class);
  }

  @Test
  void what_measures_already_is_left_alone() throws Exception {
    var files = new HashMap<>(PROJECT);
    files.put("coverage.py", "x = 1\n");

    assertThat(run(files).coverage().orElseThrow()).isInstanceOf(Measurement.NotProducible.class);
  }

  private TestReport run(Map<String, String> files) throws InterruptedException {
    return new PytestToolchain(Checkout.runner()).run(Checkout.of(temporary, files).request());
  }

  private static boolean hasCoverage() {
    try {
      return new ProcessBuilder("python3", "-c", "import pytest, coverage")
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
