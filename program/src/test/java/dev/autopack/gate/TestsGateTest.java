package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.baseline;
import static dev.autopack.gate.testing.Reports.command;
import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.partial;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static dev.autopack.gate.testing.Reports.skipped;
import static dev.autopack.gate.testing.Reports.troubled;
import static dev.autopack.gate.testing.Reports.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.testing.Reports;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Validation;
import dev.autopack.testing.MapTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TestsGateTest {
  private static final String A = "tests/test_a.py::test_a";
  private static final String B = "tests/test_a.py::test_b";
  private static final String SOURCE =
      "def test_a():\n    assert slug('A') == 'a'\ndef test_b():\n    pass\n";

  /** What a question is made of, with the paired test file there unless a test says otherwise. */
  private record Case(
      Validation validation,
      List<Deliverable> deliverables,
      Baseline before,
      List<TestReport> now,
      Map<String, String> after) {
    static Case of(Baseline before, TestReport... now) {
      return new Case(
          Validation.NONE, List.of(), before, List.of(now), Map.of("tests/test_a.py", SOURCE));
    }

    Case held(String... tests) {
      return held(new Validation(List.of(tests), Optional.empty()));
    }

    Case held(Validation to) {
      return new Case(to, deliverables, before, now, after);
    }

    Case delivering(Deliverable... these) {
      return new Case(validation, List.of(these), before, now, after);
    }

    Case withoutFiles() {
      return new Case(validation, deliverables, before, now, Map.of());
    }

    Verdict judge() {
      return TestsGate.judge(
          new TestsQuestion(
              validation,
              List.of(new RepoPath("tests/test_a.py")),
              deliverables,
              before,
              now,
              MapTree.of(after)));
    }

    List<String> findings() {
      return switch (judge()) {
        case Verdict.Pass pass -> List.of("pass: " + pass.summary());
        case Verdict.Unknown unknown -> List.of("unknown: " + unknown.summary());
        case Verdict.Fail fail -> fail.findings().stream().map(GateFinding::text).toList();
      };
    }
  }

  @Test
  void tests_that_failed_and_pass_now_are_a_pass() {
    assertThat(
            Case.of(baseline(report(failed(A, "x"), failed(B, "x"))), report(passed(A), passed(B)))
                .judge())
        .isEqualTo(new Verdict.Pass(GateName.TESTS, "pytest: 2 passed, 0 failed, 0 skipped"));
  }

  @Test
  void a_failure_says_where_and_which_line_and_what_was_expected() {
    assertThat(
            Case.of(
                    baseline(report(passed(A), passed(B))),
                    report(failed(A, "AssertionError: 'A' != 'a'"), passed(B)))
                .findings())
        .containsExactly(
            """
            tests/test_a.py::test_a (tests/test_a.py:2) must pass for this phase, and fails
              at: assert slug('A') == 'a'
            ```
            AssertionError: 'A' != 'a'
            ```\
            """);
  }

  @Test
  void tests_that_fail_alike_are_one_finding() {
    assertThat(
            Case.of(
                    baseline(report(passed(A), passed(B))),
                    report(failed(A, "no module"), failed(B, "no module")))
                .findings())
        .singleElement()
        .asString()
        .endsWith("1 more fail in the same way: test_b");
  }

  @Test
  void an_old_failure_of_another_file_does_not_block() {
    var old = failed("tests/test_old.py::test_old", "broken");

    assertThat(Case.of(baseline(report(passed(A), old)), report(passed(A), old)).judge())
        .isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void an_old_failure_blocks_where_the_phase_is_held_to_it() {
    assertThat(Case.of(baseline(report(failed(A, "x"))), report(failed(A, "x"))).judge())
        .isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void a_deleted_test_file_is_told_as_vanished_even_when_nothing_else_is_left_to_run() {
    assertThat(Case.of(baseline(report(passed(A), failed(B, "x")))).withoutFiles().findings())
        .containsExactly(
            "tests/test_a.py: 2 tests have vanished: they were there before this phase; tests may"
                + " not be removed, renamed or moved: test_a, test_b");
  }

  @Test
  void a_test_deleted_from_a_baseline_that_could_not_run_is_told_as_vanished() {
    var error = new Trouble(Trouble.Kind.COLLECTION, "tests/test_a.py", "", "no module 'slug'");

    assertThat(
            Case.of(baseline(partial(List.of(error), unknown(A), unknown(B))), report(passed(A)))
                .findings())
        .containsExactly(
            "tests/test_a.py::test_b has vanished: it was there before this phase; tests may not be"
                + " removed, renamed or moved");
  }

  @Test
  void a_test_switched_off_is_told_as_skipped() {
    assertThat(
            Case.of(baseline(report(passed(A), passed(B))), report(skipped(A), passed(B)))
                .findings())
        .containsExactly(
            "tests/test_a.py::test_a is skipped now and was not before this phase; tests may not be"
                + " switched off");
  }

  @Test
  void all_paired_tests_skipped_before_and_now_show_nothing() {
    assertThat(Case.of(baseline(report(skipped(A))), report(skipped(A))).findings())
        .containsExactly("'tests/test_a.py' must pass for this phase, and no test of it ran");
  }

  @Test
  void a_file_that_the_plan_deletes_or_renames_takes_its_tests_along() {
    var before = baseline(report(passed(A), passed("tests/old.py::test_o")));
    var now = report(passed(A), passed("tests/new.py::test_o"));

    assertThat(Case.of(before, report(passed(A))).delivering(deleted("tests/old.py")).judge())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(Case.of(before, now).delivering(renamed("tests/old.py", "tests/new.py")).judge())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(
            Case.of(before, report(passed(A)))
                .delivering(renamed("tests/old.py", "tests/new.py"))
                .judge())
        .isInstanceOf(Verdict.Fail.class);
    assertThat(
            Case.of(before, now)
                .delivering(
                    renamed("tests/old.py", "tests/mid.py"),
                    renamed("tests/mid.py", "tests/new.py"))
                .judge())
        .isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void what_the_phase_is_held_to_is_suspected_however_it_failed_before() {
    var question =
        new TestsQuestion(
            Validation.NONE,
            List.of(new RepoPath("tests/test_a.py")),
            List.of(),
            baseline(report(failed(A, "old"), failed(B, "old"))),
            List.of(report(failed(A, "old"), passed(B))),
            MapTree.of(Map.of("tests/test_a.py", SOURCE)));

    assertThat(TestsGate.suspects(question))
        .containsExactly(new Suspect("pytest", failed(A, "old"), Optional.empty()));
  }

  @Test
  void where_a_test_vanished_nothing_else_is_worth_running_again() {
    var question =
        new TestsQuestion(
            Validation.NONE,
            List.of(new RepoPath("tests/test_a.py")),
            List.of(),
            baseline(report(passed(A), passed(B))),
            List.of(report(failed(A, "x"))),
            MapTree.of(Map.of("tests/test_a.py", SOURCE)));

    assertThat(TestsGate.suspects(question)).isEmpty();
  }

  @Test
  void what_a_phases_command_reports_is_never_run_again() {
    var reported =
        new TestReport(
            TestReport.COMMAND,
            Reports.execution(1),
            TestReport.Kind.STRUCTURED,
            List.of(failed(A, "x")),
            List.of());
    var question =
        new TestsQuestion(
            Validation.NONE,
            List.of(),
            List.of(),
            baseline(report(passed(B))),
            List.of(report(passed(B)), reported),
            MapTree.of(Map.of("tests/test_a.py", SOURCE)));

    assertThat(TestsGate.suspects(question)).isEmpty();
    assertThat(TestsGate.judge(question)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void a_quarantined_test_may_fail_and_may_not_vanish() {
    var aside =
        new Doubts(
            List.of(), List.of(new Quarantine("pytest", failed(B, "x").id(), "ann", "clock")));
    var failing = question(report(passed(A), failed(B, "x"))).with(aside);
    var vanished = question(report(passed(A))).with(aside);

    assertThat(TestsGate.judge(failing))
        .isEqualTo(
            new Verdict.Pass(
                GateName.TESTS,
                "pytest: 1 passed, 1 failed, 0 skipped; 1 quarantined and failing: " + B));
    assertThat(TestsGate.judge(vanished)).isInstanceOf(Verdict.Fail.class);
  }

  private static TestsQuestion question(TestReport now) {
    return new TestsQuestion(
        Validation.NONE,
        List.of(new RepoPath("tests/test_a.py")),
        List.of(),
        baseline(report(passed(A), passed(B))),
        List.of(now),
        MapTree.of(Map.of("tests/test_a.py", SOURCE)));
  }

  @Test
  void trouble_with_the_whole_run_blocks_though_the_baseline_had_it_too() {
    var hang = new Trouble(Trouble.Kind.HANG, "the tests were stopped after 60 s");

    assertThat(
            Case.of(
                    baseline(troubled(hang, unknown(A), unknown(B))),
                    troubled(hang, unknown(A), unknown(B)))
                .findings())
        .containsExactly(
            "the tests were stopped after 60 s",
            "tests/test_a.py: 2 tests must pass for this phase, and did not run: test_a, test_b");
  }

  @Test
  void named_tests_are_what_the_phase_is_held_to() {
    var now = report(passed(A), failed(B, "old"));
    var before = baseline(report(failed(A, "x"), failed(B, "old")));

    assertThat(Case.of(before, now).held("tests/test_a.py::test_a").judge())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(Case.of(before, now).held("tests/test_a.py").judge())
        .isInstanceOf(Verdict.Fail.class);
    assertThat(Case.of(before, now).held("tests/test_c.py").findings())
        .containsExactly("'tests/test_c.py' must pass for this phase, and no test of it ran");
  }

  @Test
  void a_command_counts_by_its_exit_code_and_shows_the_end_of_its_output() {
    var held = new Validation(List.of(), Optional.of(List.of("go", "test")));

    assertThat(Case.of(baseline(), command(0, "ok")).withoutFiles().held(held).findings())
        .containsExactly("pass: command ended with 0");
    assertThat(Case.of(baseline(), command(1, "```\nFAIL")).withoutFiles().held(held).findings())
        .containsExactly(
            "`go test` ended with exit code 1; the end of its output:\n```\n'''\nFAIL\n```");
    assertThat(Case.of(baseline(report(passed(A))), report(passed(A))).held(held).findings())
        .containsExactly("unknown: the phase's validation command was not run");
  }

  @Test
  void tests_and_a_command_both_count() {
    var held = new Validation(List.of(), Optional.of(List.of("go", "test")));

    assertThat(
            Case.of(baseline(report(passed(A))), report(failed(A, "x")), command(0, ""))
                .held(held)
                .judge())
        .isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void where_nothing_speaks_for_the_work_the_gate_does_not_know() {
    assertThat(Case.of(baseline()).withoutFiles().findings())
        .singleElement()
        .asString()
        .startsWith("unknown: nothing was run");
    assertThat(
            Case.of(
                    baseline(report(passed("tests/test_z.py::z"))),
                    report(passed("tests/test_z.py::z")))
                .withoutFiles()
                .findings())
        .singleElement()
        .asString()
        .startsWith("unknown: no test is paired with or imports a deliverable");
  }

  private static Deliverable deleted(String path) {
    return new Deliverable(
        new RepoPath(path),
        Optional.of(Deliverable.Action.DELETE),
        Optional.empty(),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  private static Deliverable renamed(String from, String to) {
    return new Deliverable(
        new RepoPath(to),
        Optional.of(Deliverable.Action.RENAME),
        Optional.of(new RepoPath(from)),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  @Test
  void a_verdict_says_how_much_is_worse_than_before() {
    assertThat(
            Case.of(baseline(report(passed(A), passed(B))), report(failed(A, "x"), failed(B, "y")))
                .judge()
                .summary())
        .isEqualTo("pytest: 0 passed, 2 failed, 0 skipped; 2 worse than before (medium)");
    assertThat(Case.of(baseline(report(failed(A, "x"))), report(failed(A, "x"))).judge().summary())
        .isEqualTo("pytest: 0 passed, 1 failed, 0 skipped");
  }

  @Test
  void errors_count_among_the_failures() {
    var error =
        new TestResult(
            new TestId("tests/z.py", "z"), TestResult.Outcome.ERROR, "tests/z.py", "", "x");
    var now = report(passed(A), error, failed("tests/y.py::y", "y"));

    assertThat(Case.of(baseline(now), now).judge().summary())
        .isEqualTo("pytest: 1 passed, 2 failed, 0 skipped");
  }

  @Test
  void of_many_findings_twenty_are_shown() {
    assertThat(Case.of(baseline(), failing(20)).findings()).hasSize(20);
    assertThat(Case.of(baseline(), failing(23)).findings())
        .hasSize(21)
        .last()
        .isEqualTo("and 3 more findings");
  }

  private static TestReport failing(int number) {
    var results = new ArrayList<TestResult>();
    results.add(passed(A));
    for (int i = 0; i < number; i++) {
      results.add(failed("tests/t%d.py::t".formatted(i), "message " + i));
    }
    return report(results.toArray(TestResult[]::new));
  }

  @Test
  void what_a_command_met_with_is_told() {
    var hang = new Trouble(Trouble.Kind.HANG, "it hung");
    var hung =
        new TestReport(
            TestReport.COMMAND,
            Reports.execution(143),
            TestReport.Kind.EXIT_CODE,
            List.of(),
            List.of(hang));

    assertThat(Case.of(baseline(report(passed(A))), report(passed(A)), hung).findings())
        .containsExactly("it hung");
  }

  @Test
  void a_test_that_needs_its_order_now_is_told_so() {
    var rerun = new Rerun(failed(A, "x"), List.of(), Rerun.Ending.ORDER_DEPENDENT, failed(A, "x"));
    var other = new Rerun(failed(B, "y"), List.of(), Rerun.Ending.PERSISTENT, failed(B, "y"));
    var question =
        question(report(failed(A, "x"), failed(B, "y")))
            .with(new Doubts(List.of(rerun, other), List.of()));

    assertThat(((Verdict.Fail) TestsGate.judge(question)).findings())
        .extracting(GateFinding::text)
        .satisfiesExactly(
            text -> assertThat(text).contains(A + " (tests/test_a.py:2) passes alone now"),
            text -> assertThat(text).contains(B + " (tests/test_a.py:2) must pass for this phase"));
  }

  @Test
  void a_failure_is_run_again_by_its_own_toolchain_beside_a_command_that_reports() {
    var first = of("go", passed("go.go::g"));
    var reported = of(TestReport.COMMAND, passed("c.py::c"));
    var z = "tests/z.py::z";
    var question =
        new TestsQuestion(
            Validation.NONE,
            List.of(),
            List.of(),
            baseline(report(failed(z, "old"), passed(B))),
            List.of(first, report(failed(z, "new"), passed(B)), reported),
            MapTree.of(Map.of("tests/test_a.py", SOURCE)));

    assertThat(TestsGate.suspects(question))
        .containsExactly(new Suspect("pytest", failed(z, "new"), Optional.of(failed(z, "old"))));
  }

  private static TestReport of(String toolchain, TestResult... results) {
    return new TestReport(
        toolchain, Reports.execution(0), TestReport.Kind.STRUCTURED, List.of(results), List.of());
  }

  @Test
  void a_test_is_missing_from_its_own_toolchain_whatever_another_one_says() {
    assertThat(
            Case.of(baseline(report(passed(A), passed(B))), report(passed(A)), of("go", passed(B)))
                .findings())
        .singleElement()
        .asString()
        .startsWith(B + " has vanished");
  }

  @Test
  void a_selected_test_may_be_skipped_only_where_it_was_before() {
    assertThat(
            Case.of(baseline(report(passed(A), skipped(B))), report(passed(A), skipped(B))).judge())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(
            Case.of(
                    baseline(report(passed(A), skipped("tests/z.py::z"))),
                    report(passed(A), skipped(B), skipped("tests/z.py::z")))
                .findings())
        .containsExactly(B + " must pass for this phase, and is skipped");
  }

  @Test
  void a_file_is_expected_to_go_only_by_its_own_renaming() {
    assertThat(
            Case.of(
                    baseline(report(passed(A), passed("tests/old.py::test_o"))),
                    report(passed(A), passed("tests/new.py::test_o")))
                .delivering(renamed("tests/other.py", "tests/new.py"))
                .judge())
        .isInstanceOf(Verdict.Fail.class);
    assertThat(
            Case.of(
                    baseline(report(passed(A), passed("tests/old.py::test_o"))),
                    report(passed(A), passed("tests/new.py::test_p")))
                .delivering(renamed("tests/old.py", "tests/new.py"))
                .judge())
        .isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void a_paired_file_holds_the_phase_where_it_has_tests() {
    var other = report(passed("tests/z.py::z"));

    assertThat(pairing("tests/test_a.py", SOURCE, other).judge())
        .isInstanceOf(Verdict.Fail.class)
        .extracting(Verdict::summary)
        .isEqualTo("pytest: 1 passed, 0 failed, 0 skipped");
    assertThat(pairing("tests/conftest.py", "def helper():\n    pass\n", other).judge())
        .isInstanceOf(Verdict.Unknown.class);
    assertThat(pairing("tests/gone.py", "", other).judge()).isInstanceOf(Verdict.Unknown.class);
    // Known by what ran alone, since nobody reads its language here.
    assertThat(pairing("a.feature", "", report(failed("a.feature::f", "x"))).judge())
        .isInstanceOf(Verdict.Fail.class);
    assertThat(pairing("a.feature", "", report(passed("a.feature::f"))).judge())
        .isInstanceOf(Verdict.Pass.class);
  }

  private record Paired(String path, String text, TestReport both) {
    Verdict judge() {
      return TestsGate.judge(
          new TestsQuestion(
              Validation.NONE,
              List.of(new RepoPath(path)),
              List.of(),
              baseline(both),
              List.of(both),
              MapTree.of(text.isEmpty() ? Map.of() : Map.of(path, text))));
    }
  }

  private static Paired pairing(String path, String text, TestReport both) {
    return new Paired(path, text, both);
  }

  @Test
  void a_question_is_the_same_but_for_what_it_is_compared_with() {
    var question = question(report(passed(A)));
    var before = baseline(report(passed(B)));
    var now = List.of(report(passed(B)));

    assertThat(question.comparing(before, now))
        .isEqualTo(
            new TestsQuestion(
                question.validation(),
                question.paired(),
                question.deliverables(),
                before,
                now,
                question.after(),
                question.doubts()));
  }
}
