package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.baseline;
import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static dev.autopack.gate.testing.Reports.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Rerun.Ending;
import dev.autopack.gate.TestReport.Execution;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.plan.Validation;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AffectedFirstTest {
  private static final TestResult A = passed("a.py::a");
  private static final TestResult B = failed("a.py::b", "old");
  private static final TestResult C = passed("c.py::c");
  private static final TestResult D = passed("c.py::d");
  private static final List<RepoPath> FILES = List.of(new RepoPath("a.py"));
  private static final AffectedFirst FIRST = new AffectedFirst("pytest", List.of(A, B));

  @Test
  void the_tests_of_the_files_that_a_change_reaches_are_run_first() {
    assertThat(AffectedFirst.of(baseline(slow(A, B, C, D)), FILES)).containsExactly(FIRST);
  }

  @Test
  void what_is_quick_or_mostly_affected_or_not_known_test_by_test_is_run_as_a_whole() {
    var trouble = List.of(new Trouble(Trouble.Kind.HANG, "it hung"));

    assertThat(
            List.of(
                took(4_999, Kind.STRUCTURED, List.of(), A, B, C, D),
                took(5_000, Kind.PARTIAL, List.of(), A, B, C, D),
                took(5_000, Kind.STRUCTURED, trouble, A, B, C, D),
                slow(A, B, C),
                slow(C, D)))
        .allSatisfy(one -> assertThat(AffectedFirst.of(baseline(one), FILES)).isEmpty());
  }

  @Test
  void the_same_tests_have_the_same_id_and_others_another() {
    assertThat(FIRST.id())
        .hasSize(12)
        .isEqualTo(new AffectedFirst("pytest", List.of(A, B)).id())
        .isNotEqualTo(new AffectedFirst("pytest", List.of(A, C)).id());
    assertThat(FIRST.round())
        .isEqualTo(
            new RerunPlan.Round(
                "pytest", Rerun.Condition.IN_FILE, new Selection.Only(List.of(A, B))));
  }

  @Test
  void nothing_is_asked_of_tests_that_did_not_run() {
    var now = report(A);
    var whole = question(List.of("a.py::a", "c.py"), now);

    var asked = FIRST.question(whole, now);

    assertThat(asked.baseline().reports()).containsExactly(slow(A, B));
    assertThat(asked.now()).containsExactly(now);
    assertThat(asked.validation()).isEqualTo(new Validation(List.of("a.py::a"), Optional.empty()));
    assertThat(asked.paired()).isEmpty();
  }

  @Test
  void where_no_test_is_named_the_paired_files_that_ran_are_asked() {
    var now = report(A);

    assertThat(FIRST.question(question(List.of(), now), now).paired()).isEqualTo(FILES);
  }

  private static TestsQuestion question(List<String> named, TestReport now) {
    var other = new TestReport("go", slow().execution(), Kind.STRUCTURED, List.of(A, B), List.of());
    return new TestsQuestion(
        new Validation(named, Optional.empty()),
        List.of(new RepoPath("a.py"), new RepoPath("c.py")),
        List.of(),
        baseline(other, slow(A, B, C, D)),
        List.of(now),
        MapTree.of(Map.of()));
  }

  @Test
  void what_passed_before_is_held_to_passing_apart() {
    var broken =
        List.of(A, B, C).stream()
            .map(test -> new Rerun(test, List.of(), Ending.PERSISTENT, test))
            .toList();

    assertThat(FIRST.passedBefore(broken)).containsExactly(A);
    assertThat(FIRST.passedBefore(broken.subList(1, 3))).isEmpty();
  }

  @Test
  void all_pass_where_a_whole_run_shows_each_of_them_passing() {
    var hang = List.of(new Trouble(Trouble.Kind.HANG, "it hung"));

    assertThat(FIRST.allPass(List.of(A, C), report(A, B, C))).isTrue();
    assertThat(FIRST.allPass(List.of(A, C), report(A, skipped("c.py::c")))).isFalse();
    assertThat(FIRST.allPass(List.of(A, B), report(A, B))).isFalse();
    assertThat(FIRST.allPass(List.of(A), took(1, Kind.STRUCTURED, hang, A))).isFalse();
  }

  private static TestReport slow(TestResult... results) {
    return took(5_000, Kind.STRUCTURED, List.of(), results);
  }

  private static TestReport took(
      long millis, Kind kind, List<Trouble> trouble, TestResult... results) {
    return new TestReport(
        "pytest",
        new Execution(List.of(), 0, millis, "", List.of()),
        kind,
        List.of(results),
        trouble);
  }
}
