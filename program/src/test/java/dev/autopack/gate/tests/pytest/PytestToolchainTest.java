package dev.autopack.gate.tests.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.process.LocalProcessRunner;
import java.time.InstantSource;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real pytest. */
class PytestToolchainTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60));

  @TempDir Path temporary;

  @BeforeEach
  void pytest_is_there() {
    Proof.requireTool("pytest", this::hasPytest);
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

    assertThat(lines(report))
        .containsExactly(
            "FAILED shop/test_price.py::TestPrice::test_even[1] shop/test_price.py:5",
            "PASSED shop/test_price.py::TestPrice::test_even[2] ",
            "SKIPPED shop/test_price.py::test_later shop/test_price.py:6",
            "FAILED total_test.py::TotalTest::test_sum total_test.py:5");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.results().getLast().message()).isEqualTo("AssertionError: 0 != 10");
  }

  @Test
  void a_file_that_cannot_be_loaded_is_told_with_its_place_and_its_tests_stay_known()
      throws Exception {
    var report =
        run(
            Map.of(
                "test_a.py", "def test_fine():\n    pass\n",
                "test_b.py", "import shop\ndef test_b():\n    pass\n",
                "shop.py", "def price(:\n    pass\n"));

    assertThat(report.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(lines(report))
        .containsExactly("PASSED test_a.py::test_fine ", "UNKNOWN test_b.py::test_b ");
    assertThat(report.trouble())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.kind()).isEqualTo(Trouble.Kind.COLLECTION);
          assertThat(one.location()).isEqualTo("shop.py:1");
          assertThat(one.text()).contains("SyntaxError");
        });
  }

  private TestReport run(Map<String, String> files) throws Exception {
    return run(files, List.of(), PATIENCE);
  }

  private TestReport run(Map<String, String> files, List<RepoPath> named, Patience patience)
      throws Exception {
    var folder = temporary.resolve("tree");
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    var toolchain =
        new PytestToolchain(new LocalProcessRunner(System.getenv(), InstantSource.system()));
    var tree = MapTree.of(files);
    assertThat(toolchain.detects(tree, named)).isTrue();
    return toolchain.run(new Request(folder, tree, temporary.resolve("reports"), named, patience));
  }

  private static List<String> lines(TestReport report) {
    return report.results().stream()
        .map(one -> "%s %s %s".formatted(one.outcome(), one.id(), one.location()))
        .toList();
  }

  private boolean hasPytest() {
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
