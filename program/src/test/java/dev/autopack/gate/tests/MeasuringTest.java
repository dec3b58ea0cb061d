package dev.autopack.gate.tests;

import static dev.autopack.gate.testing.ReportLines.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Measured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a toolchain that starts nothing. */
class MeasuringTest {
  private static final String LCOV =
      "SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\nSF:a.test.js\nDA:1,1\nend_of_record\n";

  @TempDir private Path temporary;

  private final List<Boolean> runs = new ArrayList<>();

  @Test
  void what_tests_cover_is_measured_in_their_own_run_and_they_do_not_cover_themselves()
      throws Exception {
    var report = run(new Selection.All(), _ -> {});

    assertThat(runs).containsExactly(true);
    assertThat(Measured.lines(report)).containsExactly("a.js: 1 of 2");
  }

  @Test
  void tests_that_run_only_unmeasured_are_judged_unmeasured() throws Exception {
    var report =
        run(
            new Selection.All(),
            measured -> {
              if (measured.isOn()) {
                measured.draft().add(new Trouble(Trouble.Kind.CRASH, "the agent died"));
              }
            });

    assertThat(runs).containsExactly(true, false);
    assertThat(report.trouble()).isEmpty();
    assertThat(results(report)).containsExactly("PASSED a.test.js::a");
    assertThat(Measured.whyNot(report))
        .isEqualTo("the tests do not run where it is measured: the agent died");
  }

  @Test
  void what_is_broken_either_way_has_no_coverage_and_a_hang_is_not_waited_for_again()
      throws Exception {
    var dead =
        run(
            new Selection.All(),
            measured -> measured.draft().add(new Trouble(Trouble.Kind.CRASH, "it died")));
    assertThat(runs).containsExactly(true, false);
    assertThat(dead.coverage())
        .contains(new Measurement.Missing("the tests did not run to their end"));

    runs.clear();
    run(
        new Selection.All(),
        measured -> measured.draft().add(new Trouble(Trouble.Kind.HANG, "it hangs")));
    assertThat(runs).containsExactly(true);
  }

  @Test
  void a_report_that_is_not_left_is_missing_and_some_tests_alone_measure_nothing()
      throws Exception {
    var missing = run(new Selection.All(), Ran::leaveNothing);
    assertThat(missing.coverage()).contains(new Measurement.Missing("the run left no 'lcov.info'"));

    runs.clear();
    var some =
        run(
            new Selection.Only(
                List.of(TestResult.of(new TestId("a.test.js", "a"), Outcome.PASSED, "a.test.js"))),
            _ -> {});
    assertThat(runs).containsExactly(false);
    assertThat(some.coverage()).isEmpty();
  }

  private TestReport run(Selection selection, Deed deed) throws InterruptedException {
    var checkout = Checkout.of(temporary, Map.of("a.js", "1\n2\n", "a.test.js", "1\n"));
    return new Still(deed).run(checkout.request().selecting(selection));
  }

  /** What happens in a run besides. */
  private interface Deed {
    void in(Ran run);
  }

  private record Ran(ReportDraft draft, boolean isOn, Path report) {
    void leaveNothing() {
      try {
        Files.deleteIfExists(report);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final class Still extends FolderToolchain {
    private final Deed deed;

    Still(Deed deed) {
      super(
          new Kind("still", "still", Map.of(), (_, _) -> new Still(deed)),
          Checkout.runner(),
          Build.TOP);
      this.deed = deed;
    }

    @Override
    protected List<Build> find(Tree tree, List<RepoPath> named) {
      return List.of(Build.TOP);
    }

    @Override
    public boolean isTest(RepoPath path) {
      return path.value().endsWith(".test.js");
    }

    @Override
    protected List<String> run(
        Request request, ToolSession session, ReportDraft draft, Measuring measuring) {
      runs.add(measuring.isOn());
      draft.add(TestResult.of(new TestId("a.test.js", "a"), Outcome.PASSED, "a.test.js"));
      var report = request.reports().resolve("lcov.info");
      if (measuring.isOn()) {
        measuring.expect(report, CoverageFormat.LCOV, "");
        write(report);
      }
      deed.in(new Ran(draft, measuring.isOn(), report));
      return List.of();
    }

    private static void write(Path report) {
      try {
        Files.writeString(report, LCOV);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
