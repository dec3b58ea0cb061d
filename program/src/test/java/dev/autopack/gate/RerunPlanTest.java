package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static dev.autopack.gate.testing.Reports.skipped;
import static dev.autopack.gate.testing.Reports.troubled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Rerun.Condition;
import dev.autopack.gate.Rerun.Ending;
import dev.autopack.gate.RerunPlan.Bounds;
import dev.autopack.gate.RerunPlan.Round;
import dev.autopack.testing.MapTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RerunPlanTest {
  private static final String A = "tests/test_a.py::test_a";
  private static final String B = "tests/test_a.py::test_b";
  private static final String C = "tests/test_c.py::test_c";
  private static final MapTree TREE =
      MapTree.of(Map.of("tests/test_a.py", "def test_b():\n  pass\ndef test_a():\n  pass\n"));
  private static final Bounds BOUNDS = Bounds.ofChange(Duration.ofMinutes(1));

  private final List<String> rounds = new ArrayList<>();

  /** Plans and runs until nothing more is to run. */
  private List<Rerun> tell(
      Bounds bounds, List<Suspect> suspects, Function<Round, TestReport> tool) {
    var whole = report(passed(C), failed(A, "x"), passed(B));
    var plan = new RerunPlan(bounds, suspects, List.of(whole), TREE);
    for (var round = plan.next(); round.isPresent(); round = plan.next()) {
      rounds.add(words(round.get()));
      plan.take(round.get(), tool.apply(round.get()));
    }
    return plan.reruns();
  }

  private static String words(Round round) {
    return switch (round.selection()) {
      case Selection.All() -> round.condition() + " all";
      case Selection.Only(var tests) ->
          round.condition()
              + " "
              + String.join(" ", tests.stream().map(test -> test.id().name()).toList());
    };
  }

  private Ending one(Bounds bounds, Suspect suspect, Function<Round, TestReport> tool) {
    return tell(bounds, List.of(suspect), tool).getFirst().ending();
  }

  private static Suspect suspect(String id, String message, TestResult... before) {
    return new Suspect("pytest", failed(id, message), Arrays.stream(before).findFirst());
  }

  @Test
  void what_fails_alone_and_with_its_file_five_times_has_broken() {
    assertThat(one(BOUNDS, suspect(A, "x"), _ -> report(failed(A, "x"))))
        .isEqualTo(Ending.PERSISTENT);
    assertThat(rounds.getFirst()).isEqualTo("ALONE test_a");
    assertThat(rounds.subList(1, 6)).containsOnly("IN_FILE test_b test_a").hasSize(5);
  }

  @Test
  void what_passes_alone_and_behind_all_others_is_flaky() {
    assertThat(one(BOUNDS, suspect(A, "x"), _ -> report(passed(A)))).isEqualTo(Ending.FLAKY);
    assertThat(rounds).containsExactly("ALONE test_a", "IN_ORDER all");
  }

  @Test
  void what_passes_alone_and_never_behind_the_others_was_broken_by_one_of_them() {
    assertThat(
            one(
                BOUNDS,
                suspect(A, "x"),
                round ->
                    report(round.condition() == Condition.IN_ORDER ? failed(A, "x") : passed(A))))
        .isEqualTo(Ending.ORDER_DEPENDENT);
    assertThat(rounds).hasSize(9);
  }

  @Test
  void what_needs_its_file_and_failed_once_is_flaky() {
    assertThat(
            one(
                BOUNDS,
                suspect(A, "x"),
                round -> report(round.condition() == Condition.ALONE ? failed(A, "x") : passed(A))))
        .isEqualTo(Ending.FLAKY);
    assertThat(rounds).containsExactly("ALONE test_a", "IN_FILE test_b test_a", "IN_ORDER all");
  }

  @Test
  void a_run_that_hangs_or_lacks_the_test_clears_nothing() {
    var hang = new Trouble(Trouble.Kind.HANG, "stopped");

    assertThat(one(BOUNDS, suspect(A, "x"), _ -> troubled(hang, passed(A))))
        .isEqualTo(Ending.PERSISTENT);
    assertThat(one(BOUNDS, suspect(A, "x"), _ -> report(passed(B)))).isEqualTo(Ending.PERSISTENT);
  }

  @Test
  void what_fails_as_it_did_before_is_an_old_failure() {
    assertThat(one(BOUNDS, suspect(A, "new", failed(A, "old")), _ -> report(failed(A, "old"))))
        .isEqualTo(Ending.OLD);
    assertThat(one(BOUNDS, suspect(A, "new", failed(A, "old")), _ -> report(failed(A, "new"))))
        .isEqualTo(Ending.PERSISTENT);
  }

  @Test
  void a_message_that_is_another_each_time_tells_nothing_of_a_change() {
    var number = new int[1];

    assertThat(
            one(
                BOUNDS,
                suspect(A, "AssertionError: 0", failed(A, "AssertionError: 99")),
                _ -> report(failed(A, "AssertionError: " + ++number[0]))))
        .isEqualTo(Ending.OLD);
    assertThat(
            one(
                BOUNDS,
                suspect(A, "NameError: 0", failed(A, "AssertionError: 99")),
                _ -> report(failed(A, "NameError: " + ++number[0]))))
        .isEqualTo(Ending.PERSISTENT);
    assertThat(
            one(
                BOUNDS,
                suspect(A, "AssertionError: 0"),
                _ -> report(failed(A, "AssertionError: " + ++number[0]))))
        .isEqualTo(Ending.PERSISTENT);
  }

  @Test
  void one_that_persists_decides_and_the_rest_is_left() {
    var many = new ArrayList<Suspect>();
    for (int i = 0; i < 40; i++) {
      many.add(suspect("tests/test_%d.py::test".formatted(i), "x"));
    }

    var reruns = tell(BOUNDS, many, _ -> report());

    assertThat(reruns).hasSize(40).allMatch(rerun -> rerun.ending().blocks());
    assertThat(rounds).hasSize(5 + 5);
  }

  @Test
  void a_failure_of_another_reason_is_among_the_first() {
    var many = new ArrayList<Suspect>();
    for (int i = 0; i < 9; i++) {
      many.add(suspect("tests/test_%d.py::t%d".formatted(i, i), "the same"));
    }
    many.add(suspect(A, "another"));

    tell(BOUNDS, many, _ -> report());

    assertThat(rounds.subList(0, 2)).containsExactly("ALONE t0", "ALONE test_a");
  }

  @Test
  void where_time_is_up_nothing_is_cleared() {
    var short5 = Bounds.ofChange(Duration.ofMillis(6));

    // Each run takes 5 ms.
    assertThat(one(short5, suspect(A, "x"), _ -> report(failed(A, "x"))))
        .isEqualTo(Ending.UNSETTLED);
    assertThat(rounds).hasSize(2);
    assertThat(Ending.UNSETTLED.blocks()).isTrue();
  }

  @Test
  void a_baselines_failures_are_all_tried_since_none_of_them_decides() {
    var both = List.of(suspect(A, "x"), suspect(C, "y"));

    var reruns =
        tell(
            Bounds.ofBaseline(Duration.ofMinutes(1)), both, _ -> report(failed(A, "x"), passed(C)));

    assertThat(reruns).extracting(Rerun::ending).containsExactly(Ending.PERSISTENT, Ending.FLAKY);
    assertThat(rounds).containsExactly("IN_FILE test_b test_a test_c", "IN_ORDER all");
  }

  @Test
  void settled_reports_count_a_flake_as_passed_and_an_old_failure_as_it_was() {
    var old = failed(B, "old");
    var reruns =
        List.of(
            new Rerun(failed(A, "x"), List.of(), Ending.FLAKY, passed(A)),
            new Rerun(failed(B, "new"), List.of(), Ending.OLD, old));

    var settled =
        Doubts.settle(List.of(report(failed(A, "x"), failed(B, "new"), passed(C))), reruns);

    assertThat(settled.getFirst().results()).containsExactly(passed(A), old, passed(C));
    assertThat(Optional.of(settled.getFirst().toolchain())).contains("pytest");
  }

  @Test
  void settled_reports_keep_what_the_run_covered() {
    var measured = new Measurement.NotProducible("no coverage.py");
    var reruns = List.of(new Rerun(failed(A, "x"), List.of(), Ending.FLAKY, passed(A)));

    var settled = Doubts.settle(List.of(report(failed(A, "x")).covering(measured)), reruns);

    assertThat(settled).containsExactly(report(passed(A)).covering(measured));
  }

  @Test
  void time_is_up_as_soon_as_it_is_spent() {
    assertThat(one(Bounds.ofChange(Duration.ofMillis(5)), suspect(A, "x"), _ -> report(passed(A))))
        .isEqualTo(Ending.UNSETTLED);
    assertThat(rounds).containsExactly("ALONE test_a");
  }

  @Test
  void before_the_whole_run_what_passes_apart_is_left_to_it() {
    var bounds = Bounds.beforeWholeRun(Duration.ofMinutes(1));

    assertThat(one(bounds, suspect(A, "x"), _ -> report(passed(A)))).isEqualTo(Ending.UNSETTLED);
    assertThat(rounds).containsExactly("ALONE test_a");
  }

  @Test
  void only_tests_that_need_the_same_run_together() {
    var both = List.of(suspect(A, "x"), suspect(C, "y"));

    tell(BOUNDS, both, round -> report(failed(A, "x"), passed(C)));

    assertThat(rounds)
        .startsWith(
            "ALONE test_a", "ALONE test_c", "IN_FILE test_b test_a", "IN_FILE test_b test_a");
  }

  @Test
  void a_test_learns_only_from_runs_that_it_asked_for() {
    var six = new ArrayList<Suspect>();
    var passes = new ArrayList<TestResult>();
    for (int i = 0; i < 6; i++) {
      six.add(suspect("tests/test_%d.py::t".formatted(i), "reason " + "abcdef".charAt(i)));
      passes.add(passed("tests/test_%d.py::t".formatted(i)));
    }

    var reruns = tell(BOUNDS, six, _ -> report(passes.toArray(TestResult[]::new)));

    assertThat(reruns)
        .hasSize(6)
        .allSatisfy(rerun ->
            assertThat(rerun.tries())
                .containsExactly(
                    new Rerun.Try(Condition.ALONE, true), new Rerun.Try(Condition.IN_ORDER, true)));
  }

  @Test
  void each_toolchain_runs_its_own_tests() {
    var other = new Suspect("go", failed("tests/test_a.py::test_z", "z"), Optional.empty());
    var goes =
        new TestReport(
            "go",
            report().execution(),
            TestReport.Kind.STRUCTURED,
            List.of(other.test(), passed("tests/test_a.py::test_y")),
            List.of());
    var plan =
        new RerunPlan(
            Bounds.ofBaseline(Duration.ofMinutes(1)),
            List.of(suspect(A, "x"), other),
            List.of(report(failed(A, "x"), passed(B)), goes),
            TREE);
    for (var round = plan.next(); round.isPresent(); round = plan.next()) {
      rounds.add(round.get().toolchain() + " " + words(round.get()));
      plan.take(round.get(), report(passed(A), passed("tests/test_a.py::test_z")));
    }

    assertThat(rounds)
        .containsExactly(
            "pytest IN_FILE test_b test_a",
            "go IN_FILE test_y test_z",
            "pytest IN_ORDER all",
            "go IN_ORDER all");
    assertThat(plan.reruns()).allSatisfy(rerun -> assertThat(rerun.tries()).hasSize(2));
  }

  @Test
  void the_rest_of_a_file_is_what_ran_of_it() {
    var suspect = suspect(A, "x");
    var nowhere = TestResult.of(new TestId("S", "s"), TestResult.Outcome.PASSED, "");
    var lost = new TestResult(new TestId("S", "t"), TestResult.Outcome.FAILED, "", "", "y");
    var plan =
        new RerunPlan(
            Bounds.ofBaseline(Duration.ofMinutes(1)),
            List.of(suspect, new Suspect("pytest", lost, Optional.empty())),
            List.of(
                report(
                    lost,
                    nowhere,
                    suspect.test(),
                    skipped("tests/test_a.py::test_s"),
                    TestResult.of(new TestId("R", "r"), TestResult.Outcome.PASSED, ""))),
            TREE);

    assertThat(plan.next().map(RerunPlanTest::words)).contains("IN_FILE s t test_a");
  }

  @Test
  void one_more_message_is_no_sign_of_one_that_changes_each_time() {
    var once = new Bounds(0, 1, 2, false, Duration.ofMinutes(1));

    assertThat(
            one(
                once,
                suspect(A, "AssertionError: a", failed(A, "AssertionError: b")),
                _ -> report(failed(A, "AssertionError: c"))))
        .isEqualTo(Ending.PERSISTENT);
  }

  @Test
  void what_is_cleared_counts_as_it_ended() {
    var number = new int[1];
    var before = failed(A, "AssertionError: 99");

    assertThat(tell(BOUNDS, List.of(suspect(A, "x")), _ -> report(passed(A))))
        .extracting(Rerun::counted)
        .containsExactly(passed(A));
    assertThat(
            tell(
                BOUNDS,
                List.of(suspect(A, "AssertionError: 0", before)),
                _ -> report(failed(A, "AssertionError: " + ++number[0]))))
        .extracting(Rerun::counted)
        .containsExactly(before);
    assertThat(tell(BOUNDS, List.of(suspect(A, "new", before)), _ -> report(before)))
        .extracting(Rerun::counted)
        .containsExactly(before);
  }
}
