package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.command;
import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static dev.autopack.gate.testing.Reports.skipped;
import static dev.autopack.gate.testing.Reports.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.EvidenceComparison.Difference;
import dev.autopack.gate.RecordedEvidence.RecordedReport;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestResult.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceComparisonTest {
  @Test
  void what_came_out_as_recorded_differs_in_nothing() {
    assertThat(
            compared(
                recorded(Map.of("a.py::a", Outcome.PASSED, "a.py::b", Outcome.SKIPPED)),
                report(passed("a.py::a"), skipped("a.py::b"))))
        .isEmpty();
  }

  @Test
  void what_passed_and_does_not_refutes_as_does_a_failure_that_nobody_recorded() {
    var was =
        Map.of(
            "a.py::a", Outcome.PASSED,
            "a.py::b", Outcome.PASSED,
            "a.py::c", Outcome.SKIPPED,
            "a.py::d", Outcome.FAILED,
            "a.py::e", Outcome.SKIPPED,
            "a.py::f", Outcome.ERROR,
            "a.py::g", Outcome.FAILED);

    assertThat(
            compared(
                recorded(was),
                report(
                    skipped("a.py::b"),
                    failed("a.py::c", "x"),
                    passed("a.py::d"),
                    unknown("a.py::e"),
                    failed("a.py::f", "x"),
                    failed("a.py::z", "x"),
                    passed("a.py::y"))))
        .containsExactly(
            "true a.py::a: recorded passed, now absent",
            "true a.py::b: recorded passed, now skipped",
            "true a.py::c: recorded skipped, now failed",
            "false a.py::d: recorded failed, now passed",
            "false a.py::e: recorded skipped, now unknown",
            "false a.py::f: recorded error, now failed",
            "false a.py::g: recorded failed, now absent",
            "false a.py::y: recorded absent, now passed",
            "true a.py::z: recorded absent, now failed");
  }

  @Test
  void a_difference_of_a_test_that_ran_has_what_it_said() {
    var now = failed("a.py::a", "1 != 2");

    assertThat(
            EvidenceComparison.compare(
                evidence(recorded(Map.of("a.py::a", Outcome.PASSED))), List.of(report(now))))
        .containsExactly(
            new Difference("pytest", true, "a.py::a", "passed", "failed", Optional.of(now)));
  }

  @Test
  void a_toolchain_that_was_not_run_again_refutes() {
    assertThat(compared(recorded(Map.of("a.py::a", Outcome.PASSED)), command(0, "")))
        .containsExactly("true pytest: recorded 1 tests, now not run here");
    assertThat(compared(recordedCommand(3), report()))
        .containsExactly("true command: recorded exit code 3, now not run here");
  }

  @Test
  void a_command_is_held_to_its_exit_code_and_to_running_without_trouble() {
    var hung =
        new TestReport(
            "command",
            command(0, "").execution(),
            Kind.EXIT_CODE,
            List.of(),
            List.of(new Trouble(Trouble.Kind.HANG, "it hung")));

    assertThat(compared(recordedCommand(0), command(0, ""))).isEmpty();
    assertThat(compared(recordedCommand(0), command(2, "")))
        .containsExactly("true command: recorded exit code 0, now exit code 2");
    assertThat(compared(recordedCommand(0), hung))
        .containsExactly("true command: recorded exit code 0, now it hung");
  }

  @Test
  void coverage_may_come_out_two_points_lower_or_higher() {
    assertThat(compared(covered(50), report().covering(covering(48)))).isEmpty();
    assertThat(compared(covered(50), report().covering(covering(52)))).isEmpty();
    assertThat(compared(covered(50), report().covering(covering(47))))
        .containsExactly(
            "true pytest coverage: recorded 50.0 % (50 of 100 lines), now 47.0 % (47 of 100 lines)");
    assertThat(compared(covered(50), report().covering(covering(53))))
        .containsExactly(
            "false pytest coverage: recorded 50.0 % (50 of 100 lines), now 53.0 % (53 of 100"
                + " lines)");
  }

  @Test
  void coverage_that_nobody_measured_again_is_told_and_refutes_nothing() {
    assertThat(compared(covered(50), report()))
        .containsExactly(
            "false pytest coverage: recorded 50.0 % (50 of 100 lines), now not measured here");
    assertThat(compared(covered(50), report().covering(new Measurement.Missing("no report"))))
        .containsExactly("true pytest coverage: recorded 50.0 % (50 of 100 lines), now no report");
  }

  @Test
  void the_tests_of_all_toolchains_are_counted() {
    var both = Map.of("a.py::a", Outcome.PASSED, "a.py::b", Outcome.FAILED);

    assertThat(
            EvidenceComparison.tests(
                evidence(
                    recorded(both), recorded(Map.of("z::z", Outcome.PASSED)), recordedCommand(0))))
        .isEqualTo(3);
  }

  @Test
  void the_plans_command_is_the_one_of_its_own_report() {
    assertThat(evidence(recorded(Map.of()), recordedCommand(0)).command())
        .contains(List.of("go", "test"));
    assertThat(evidence(recorded(Map.of())).command()).isEmpty();
  }

  @Test
  void an_audit_says_who_found_how_much_where_somebody_was_asked() {
    assertThat(new RecordedEvidence.RecordedAudit("off", "", 0)).hasToString("off");
    assertThat(new RecordedEvidence.RecordedAudit("pass", "m", 2))
        .hasToString("pass by m with 2 findings");
  }

  private static List<String> compared(RecordedReport recorded, TestReport... now) {
    return EvidenceComparison.compare(evidence(recorded), List.of(now)).stream()
        .map(one -> one.contradicts() + " " + one)
        .toList();
  }

  private static RecordedEvidence evidence(RecordedReport... reports) {
    return new RecordedEvidence(
        "r", "p", "a", "b", List.of(), Optional.empty(), List.of(reports), Optional.empty());
  }

  private static RecordedReport recorded(Map<String, Outcome> tests) {
    return new RecordedReport(
        "pytest",
        Kind.STRUCTURED,
        List.of(List.of("pytest")),
        0,
        List.of(),
        tests,
        Optional.empty());
  }

  private static RecordedReport recordedCommand(int exitCode) {
    return new RecordedReport(
        TestReport.COMMAND,
        Kind.EXIT_CODE,
        List.of(List.of("go", "test")),
        exitCode,
        List.of(),
        Map.of(),
        Optional.empty());
  }

  private static RecordedReport covered(int percent) {
    return new RecordedReport(
        "pytest",
        Kind.STRUCTURED,
        List.of(),
        0,
        List.of(),
        Map.of(),
        Optional.of(new Totals(new Share(percent, 100), Share.NONE, Share.NONE)));
  }

  private static Measurement covering(int percent) {
    var hits = new TreeMap<Integer, Long>();
    for (var line = 1; line <= 100; line++) {
      hits.put(line, line <= percent ? 1L : 0L);
    }
    var file = new FileCoverage(hits, new TreeMap<>(), Share.NONE);
    return new Measurement.Measured(
        new Coverage(new TreeMap<>(Map.of(new RepoPath("a.py"), file)), List.of()));
  }
}
