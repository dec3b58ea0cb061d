package dev.autopack.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselinesTest {
  private static final String BEFORE =
      """
      import pytest

      @pytest.mark.parametrize("text", ["a b", "a::b", "[x]"])
      def test_text(text):
          assert text

      @pytest.mark.xfail
      def test_hope():
          assert False

      class TestOld:
          def test_gone(self):
              pass

          def test_broken(self):
              assert 1 == 2
      """;

  private static final String AFTER =
      """
      import pytest

      @pytest.mark.parametrize("text", ["a b", "a::b", "[x]", ""])
      def test_text(text):
          assert text

      @pytest.mark.xfail
      def test_hope():
          assert False

      class TestOld:
          @pytest.mark.skip(reason="later")
          def test_broken(self):
              assert 1 == 2
      """;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--list, '--repo' is missing.",
        "--colour, '--colour' is no option.",
        "--list --repo, '--repo' has no value.",
        "--repo . --minutes 0, '0' is no number of minutes.",
      })
  void a_wrong_command_line_names_what_is_wrong_and_how_it_is_right(String line, String problem)
      throws Exception {
    assertThat(run(List.of(line.split(" ", -1)))).isEqualTo(2);

    assertThat(complained.toString(StandardCharsets.UTF_8))
        .isEqualTo("error: %s%n next: Use: %s%n".formatted(problem, Baselines.USAGE));
  }

  @Test
  void what_the_gate_reads_of_a_commit_is_what_pytest_says_of_it(@TempDir Path folder)
      throws Exception {
    assumeTrue(succeeds(folder, "python3", "-c", "import pytest"), "'pytest' is not there");
    commit(folder, BEFORE);
    commit(folder, AFTER);

    assertThat(run(List.of("--repo", folder.toString(), "--no-sandbox", "--list"))).isZero();

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("| pytest | 6, 6 | 3 / 1 / 2 | 0 / 0 | 3 | 0 | 3 |")
        .contains("changed test_it.py::TestOld::test_broken: FAILED -> SKIPPED")
        .contains("changed test_it.py::TestOld::test_gone: PASSED -> GONE")
        .contains("changed test_it.py::test_text[]: NEW -> FAILED")
        .doesNotContain("remark");
  }

  @Test
  void a_test_that_one_side_has_alone_or_ends_otherwise_is_named() {
    assertThat(
            Differences.between(
                Map.of("a", "PASSED", "b", "PASSED", "c", "FAILED"),
                Map.of("a", "PASSED", "c", "SKIPPED", "d", "PASSED")))
        .containsExactly(
            "b: autopack PASSED, the tool not there",
            "c: autopack FAILED, the tool SKIPPED",
            "d: autopack not there, the tool PASSED");
  }

  private int run(List<String> arguments) throws Exception {
    return Baselines.run(
        arguments,
        new PrintStream(said, true, StandardCharsets.UTF_8),
        new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  private static void commit(Path folder, String text) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("test_it.py"), text);
    var git =
        List.of(
            "git",
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "init.defaultBranch=main");
    for (var words :
        List.of(List.of("init", "-q"), List.of("add", "-A"), List.of("commit", "-q", "-m", "x"))) {
      var argv = new ArrayList<>(git);
      argv.addAll(words);
      assertThat(succeeds(folder, argv.toArray(String[]::new))).isTrue();
    }
  }

  private static boolean succeeds(Path folder, String... argv)
      throws IOException, InterruptedException {
    return new ProcessBuilder(argv)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
