package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.tests.maven.MavenToolchain;
import dev.autopack.gate.tests.pytest.PytestToolchain;
import dev.autopack.plan.Validation;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a builder may do to tests instead of passing them, from running the real tools to the
 * verdict; each against a baseline that ran and against one that could not even be loaded.
 */
class GateFaultsTest {
  @TempDir private static Path temporary;

  /** Each tree is run once, however many cases look at it. */
  private static final Map<Map<String, String>, List<TestReport>> REPORTS = new HashMap<>();

  private static final TestRuns RUNS =
      new TestRuns(
          List.of(new PytestToolchain(Checkout.runner()), new MavenToolchain(Checkout.runner())));

  @BeforeAll
  static void the_tools_are_there() {
    Proof.requireProgram("mvn");
    Proof.requireTool("pytest", () -> SmallProject.PYTHON.canRun(RUNS, temporary));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PYTHON | failing  | solved        | Pass: 3 passed, 0 failed, 0 skipped",
        "PYTHON | unloaded | solved        | Pass: 3 passed, 0 failed, 0 skipped; baseline partial",
        "PYTHON | failing  | still a stub  | must pass for this phase, and fail",
        "PYTHON | unloaded | still a stub  | must pass for this phase, and fail",
        "PYTHON | failing  | file deleted  | 3 tests have vanished",
        "PYTHON | unloaded | file deleted  | 3 tests have vanished",
        "PYTHON | failing  | file emptied  | 3 tests have vanished",
        "PYTHON | unloaded | file emptied  | 3 tests have vanished",
        "PYTHON | failing  | tests skipped | 3 tests are skipped now",
        "PYTHON | unloaded | tests skipped | 3 tests are skipped now",
        "PYTHON | failing  | tests renamed | 3 tests have vanished",
        "PYTHON | unloaded | tests renamed | 3 tests have vanished",
        "PYTHON | failing  | one removed   | SlugTest::test_2 (test_slug.py:9) has vanished",
        "PYTHON | unloaded | one removed   | SlugTest::test_2 has vanished",
        "JAVA   | failing  | solved        | Pass: 3 passed, 0 failed, 0 skipped",
        "JAVA   | unloaded | solved        | Pass: 3 passed, 0 failed, 0 skipped; baseline partial",
        "JAVA   | failing  | file deleted  | 3 tests have vanished",
        "JAVA   | unloaded | file deleted  | 3 tests have vanished",
        "JAVA   | failing  | file emptied  | 3 tests have vanished",
        "JAVA   | unloaded | file emptied  | 3 tests have vanished",
        "JAVA   | failing  | tests skipped | 3 tests are skipped now",
        "JAVA   | unloaded | tests skipped | 3 tests are skipped now",
        "JAVA   | failing  | tests renamed | 3 tests have vanished",
        "JAVA   | unloaded | tests renamed | 3 tests have vanished"
      })
  void what_was_done_is_told(SmallProject project, String start, String deed, String said)
      throws Exception {
    var before = start.equals("failing") ? project.stubbed() : project.unsolved();
    var after = project.after(deed);
    var baseline = new Baseline("0".repeat(40), reports(before));
    assertThat(baseline.isPartial()).isEqualTo(start.equals("unloaded"));

    var verdict =
        TestsGate.judge(
            new TestsQuestion(
                Validation.NONE,
                List.of(new RepoPath(project.testFile())),
                List.of(),
                baseline,
                reports(after),
                MapTree.of(after)));

    assertThat(text(verdict)).contains(said);
  }

  private static List<TestReport> reports(Map<String, String> files) throws InterruptedException {
    var known = REPORTS.get(files);
    if (known == null) {
      var folder = temporary.resolve("case-" + REPORTS.size());
      known = RUNS.run(Checkout.of(folder, files).request());
      REPORTS.put(new TreeMap<>(files), known);
    }
    return known;
  }

  private static String text(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass pass -> pass.summary().replaceFirst("\\w+: ", "Pass: ");
      case Verdict.Unknown unknown -> "Unknown: " + unknown.summary();
      case Verdict.Fail fail ->
          String.join("\n", fail.findings().stream().map(GateFinding::text).toList());
    };
  }
}
