package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.gate.Measurement.Measured;
import dev.autopack.gate.Measurement.Missing;
import dev.autopack.gate.Measurement.NotProducible;
import dev.autopack.policy.RiskScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class QualityGateTest {
  private static final RepoPath FILE = new RepoPath("a.py");
  private static final Audit NOBODY = new Audit.Off("nobody");

  @Test
  void where_nothing_is_configured_every_part_says_so_and_the_gate_passes() {
    assertThat(judge(report(new NotProducible("no tool")), report(new NotProducible("no tool"))))
        .isEqualTo(
            new Verdict.Pass(
                GateName.QUALITY,
                "coverage off: no tool; lint off: no command is configured; risk: low (0 points);"
                    + " audit off: nobody"));
  }

  @Test
  void a_fall_of_more_than_five_points_blocks() {
    assertThat(judge(report(covered(90)), report(covered(85)))).isInstanceOf(Verdict.Pass.class);
    var verdict = judge(report(covered(90)), report(covered(84)));
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.summary())
        .startsWith("coverage fail: 84.0 % (-6.0 points); it fell by 6.0 points, and may by 5");
  }

  @Test
  void coverage_that_was_there_and_is_not_any_more_is_unknown() {
    assertThat(judge(report(covered(90)), report(new Missing("no report"))))
        .isInstanceOf(Verdict.Unknown.class);
    assertThat(judge(report(covered(90)), report(new NotProducible("no tool"))))
        .isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void coverage_that_was_not_to_be_had_before_is_off() {
    assertThat(judge(report(new Missing("it did not compile")), report(covered(10))).summary())
        .startsWith("coverage off: it did not compile");
  }

  @Test
  void the_share_of_the_changed_lines_is_told_and_held_where_that_is_asked() {
    var changes =
        new ChangeSet(
            List.of(
                new FileChange(
                    FILE,
                    Optional.of("a\n"),
                    Optional.of("a\nb\nc\n"),
                    Optional.empty(),
                    Rung.EXACT)));
    var half = report(measured(Map.of(1, 1L, 2, 1L, 3, 0L)));
    var before = report(measured(Map.of(1, 1L, 2, 0L)));

    assertThat(judge(settings(0), before, half, changes, NOBODY).summary())
        .startsWith("coverage: 66.7 % (+16.7 points), of the changed lines 1 of 2");
    assertThat(judge(settings(80), before, half, changes, NOBODY)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void lint_blocks_only_what_was_clean_before() {
    assertThat(lint(0, Optional.empty())).isInstanceOf(Verdict.Pass.class);
    assertThat(lint(1, Optional.of(0))).isInstanceOf(Verdict.Fail.class);
    assertThat(lint(1, Optional.of(1)).summary()).contains("as it did before this phase");
  }

  @Test
  void a_blocking_remark_of_an_auditor_blocks_and_any_other_is_told() {
    var blocking = remark(Audit.Severity.BLOCKING, "");
    var warning = remark(Audit.Severity.WARNING, "");

    assertThat(audited()).isInstanceOf(Verdict.Pass.class);
    assertThat(audited(warning))
        .isInstanceOfSatisfying(
            Verdict.Pass.class,
            pass ->
                assertThat(pass.told())
                    .containsExactly(
                        "the auditor m says of a.py:3 (warning) A1: it is wrong (it quotes: x = 1)"));
    assertThat(audited(warning, blocking))
        .isInstanceOfSatisfying(
            Verdict.Fail.class,
            fail -> {
              assertThat(fail.summary()).endsWith("audit fail: m: 1 blocking, 1 warning");
              assertThat(fail.findings())
                  .extracting(GateFinding::text)
                  .containsExactly(
                      "the auditor m says of a.py:3 (blocking) A1: it is wrong (it quotes: x = 1)");
            });
  }

  @Test
  void a_remark_that_the_diff_does_not_hold_is_told_as_such() {
    var remark = remark(Audit.Severity.NOTE, "the diff holds no such line");

    assertThat(told(audited(remark)))
        .containsExactly(
            "the auditor m says of a.py:3 (unfounded, the diff holds no such line) A1: it is wrong"
                + " (it quotes: x = 1)");
    assertThat(remark.isFounded()).isFalse();
    assertThat(GateName.QUALITY.id()).isEqualTo("quality");
  }

  @Test
  void an_auditor_without_a_judgement_leaves_the_gate_unknown() {
    var none = new Audit.Unusable(asked(List.of()), "no JSON");

    assertThat(audited(none)).isInstanceOf(Verdict.Unknown.class);
    assertThat(audited(none).summary()).endsWith("audit unknown: m gave no judgement: no JSON");
  }

  @Test
  void an_auditor_makes_nothing_pass_that_the_executed_parts_block() {
    var question =
        new QualityQuestion(
            settings(0),
            new Baseline("base", List.of(report(covered(90)))),
            List.of(report(covered(10))),
            new ChangeSet(List.of()),
            Optional.empty(),
            new RiskScore(0, List.of()),
            new Audit.Answered(asked(List.of()), "all is well", List.of()));

    assertThat(QualityGate.judgeUnaudited(question)).isInstanceOf(Verdict.Fail.class);
    assertThat(QualityGate.judge(question)).isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void files_that_an_auditor_did_not_see_are_told() {
    var audit = new Audit.Answered(asked(List.of("b.py", "c.py")), "", List.of());

    assertThat(audited(audit))
        .isInstanceOfSatisfying(
            Verdict.Pass.class,
            pass ->
                assertThat(pass.told())
                    .containsExactly("the auditor saw the whole change but for b.py, c.py"));
  }

  @Test
  void a_line_that_stayed_is_not_changed_wherever_it_went_on() {
    var changes =
        new ChangeSet(
            List.of(
                new FileChange(
                    FILE,
                    Optional.of("a\nb\nc\nd\n"),
                    Optional.of("a\nx\nb\nd\ny\n"),
                    Optional.empty(),
                    Rung.EXACT)));

    assertThat(ChangedLines.of(changes)).isEqualTo(Map.of(FILE, new TreeSet<>(List.of(2, 5))));
  }

  private static Audit.Asked asked(List<String> unseen) {
    return new Audit.Asked("m", "00", "11", unseen);
  }

  private static Audit.Remark remark(Audit.Severity severity, String unfounded) {
    return new Audit.Remark(
        severity, new Audit.Place("a.py", 3, "x = 1"), "A1", "it is wrong", unfounded);
  }

  private static Verdict audited(Audit.Remark... remarks) {
    return audited(new Audit.Answered(asked(List.of()), "a change", List.of(remarks)));
  }

  private static Verdict audited(Audit audit) {
    return judge(
        settings(0), report(covered(1)), report(covered(1)), new ChangeSet(List.of()), audit);
  }

  private static Verdict lint(int now, Optional<Integer> before) {
    return QualityGate.judge(
        new QualityQuestion(
            settings(0),
            new Baseline("base", List.of()),
            List.of(),
            new ChangeSet(List.of()),
            Optional.of(new QualityQuestion.Lint(ended(now), before.map(QualityGateTest::ended))),
            new RiskScore(0, List.of()),
            NOBODY));
  }

  private static TestReport ended(int code) {
    return new TestReport(
        "command", execution(code), TestReport.Kind.EXIT_CODE, List.of(), List.of());
  }

  private static Verdict judge(TestReport before, TestReport now) {
    return judge(settings(0), before, now, new ChangeSet(List.of()), NOBODY);
  }

  private static Verdict judge(
      QualitySettings settings, TestReport before, TestReport now, ChangeSet changes, Audit audit) {
    return QualityGate.judge(
        new QualityQuestion(
            settings,
            new Baseline("base", List.of(before)),
            List.of(now),
            changes,
            Optional.empty(),
            new RiskScore(0, List.of()),
            audit));
  }

  private static QualitySettings settings(int changedLines) {
    return new QualitySettings(5, changedLines, List.of());
  }

  private static TestReport report(Measurement measurement) {
    return new TestReport("pytest", execution(0), TestReport.Kind.STRUCTURED, List.of(), List.of())
        .covering(measurement);
  }

  private static TestReport.Execution execution(int code) {
    return new TestReport.Execution(List.of(List.of("t")), code, 1, "", List.of());
  }

  private static Measurement covered(int percent) {
    var hits = new TreeMap<Integer, Long>();
    for (int line = 1; line <= 100; line++) {
      hits.put(line, line <= percent ? 1L : 0L);
    }
    return measured(hits);
  }

  private static Measurement measured(Map<Integer, Long> hits) {
    var file = new FileCoverage(new TreeMap<>(hits), new TreeMap<>(), Share.NONE);
    return new Measured(new Coverage(new TreeMap<>(Map.of(FILE, file)), List.of()));
  }

  @Test
  void a_lint_command_that_could_not_run_leaves_the_gate_unknown() {
    var missing =
        new TestReport(
            "command",
            execution(127),
            TestReport.Kind.EXIT_CODE,
            List.of(),
            List.of(new Trouble(Trouble.Kind.TOOL, "'ruff' is not there")));

    assertThat(lint(new QualityQuestion.Lint(missing, Optional.empty()), 0, NOBODY))
        .isInstanceOfSatisfying(
            Verdict.Unknown.class,
            unknown ->
                assertThat(unknown.findings())
                    .extracting(GateFinding::text)
                    .containsExactly("lint: 'ruff' is not there"));
    assertThat(lint(new QualityQuestion.Lint(ended(1), Optional.of(missing)), 0, NOBODY).summary())
        .contains("lint off: ended with 1, as it did before this phase, so it cannot tell");
  }

  @Test
  void risk_that_nobody_looked_at_is_told_and_is_no_fault() {
    var unaudited = "the change is of %s risk, and no auditor looked at it";

    assertThat(told(judged(49, NOBODY))).isEmpty();
    assertThat(told(judged(50, NOBODY))).containsExactly(unaudited.formatted("high"));
    assertThat(told(judged(1_000, NOBODY))).containsExactly(unaudited.formatted("critical"));
    assertThat(told(judged(50, new Audit.Answered(asked(List.of()), "", List.of())))).isEmpty();
  }

  @Test
  void what_blocks_is_not_mixed_with_what_is_only_told() {
    var verdict = lint(new QualityQuestion.Lint(ended(1), Optional.of(ended(0))), 60, NOBODY);

    assertThat(((Verdict.Fail) verdict).findings())
        .extracting(GateFinding::text)
        .singleElement()
        .asString()
        .startsWith("`t` ended with exit code 1");
  }

  @Test
  void a_question_is_the_same_but_for_who_was_asked() {
    var question = question(List.of(report(covered(1))), List.of(report(covered(1))));
    var audit = new Audit.Off("later");

    assertThat(question.audited(audit).audit()).isEqualTo(audit);
    assertThat(question.audited(audit).audited(question.audit())).isEqualTo(question);
  }

  @Test
  void coverage_that_stays_is_told_as_no_rise_and_a_share_as_asked_for_is_enough() {
    var changes =
        new ChangeSet(
            List.of(
                new FileChange(
                    FILE,
                    Optional.of("a\n"),
                    Optional.of("b\nc\n"),
                    Optional.empty(),
                    Rung.EXACT)));
    var half = report(measured(Map.of(1, 1L, 2, 0L)));

    assertThat(judge(settings(50), half, half, changes, NOBODY).summary())
        .startsWith("coverage: 50.0 % (+0.0 points), of the changed lines 1 of 2;");
    assertThat(judge(settings(51), half, half, changes, NOBODY).summary())
        .startsWith(
            "coverage fail: 50.0 % (+0.0 points), of the changed lines 1 of 2; at least 51 %");
  }

  @Test
  void what_several_toolchains_measured_counts_together() {
    var one = named("pytest", measured(Map.of(1, 1L, 2, 0L)));
    var other = named("go", measured(Map.of(2, 1L, 3, 0L, 4, 0L)));

    assertThat(QualityGate.judge(question(List.of(one, other), List.of(one, other))).summary())
        .startsWith("coverage: 50.0 % (+0.0 points);");
  }

  @Test
  void a_toolchain_that_measured_before_has_to_again() {
    var one = named("pytest", covered(50));
    var other = named("go", covered(50));
    var lost = "coverage unknown: the baseline has coverage, and now there is none: ";

    assertThat(QualityGate.judge(question(List.of(one, other), List.of(one))).summary())
        .startsWith(lost + "go was not run;");
    assertThat(
            QualityGate.judge(
                    question(
                        List.of(one, other), List.of(one, named("go", new Missing("no report")))))
                .summary())
        .startsWith(lost + "no report;");
    assertThat(QualityGate.judge(question(List.of(one), List.of(ended("pytest")))).summary())
        .startsWith(lost + "it was not measured;");
    assertThat(
            QualityGate.judge(
                    question(List.of(one, ended("go")), List.of(one, ended("go"), ended("cargo"))))
                .summary())
        .startsWith("coverage: 50.0 %");
  }

  @Test
  void a_project_without_a_line_has_lost_nothing() {
    var nothing = report(measured(Map.of()));

    assertThat(judge(nothing, nothing).summary()).startsWith("coverage: 0.0 % (+0.0 points);");
  }

  private static QualityQuestion question(List<TestReport> before, List<TestReport> now) {
    return new QualityQuestion(
        settings(0),
        new Baseline("base", before),
        now,
        new ChangeSet(List.of()),
        Optional.empty(),
        new RiskScore(0, List.of()),
        NOBODY);
  }

  private static TestReport named(String toolchain, Measurement measurement) {
    return ended(toolchain).covering(measurement);
  }

  private static TestReport ended(String toolchain) {
    return new TestReport(
        toolchain, execution(0), TestReport.Kind.STRUCTURED, List.of(), List.of());
  }

  private static Verdict judged(int points, Audit audit) {
    return lint(new QualityQuestion.Lint(ended(0), Optional.empty()), points, audit);
  }

  private static Verdict lint(QualityQuestion.Lint lint, int points, Audit audit) {
    return QualityGate.judge(
        new QualityQuestion(
            settings(0),
            new Baseline("base", List.of()),
            List.of(),
            new ChangeSet(List.of()),
            Optional.of(lint),
            new RiskScore(points, List.of()),
            audit));
  }

  private static List<String> told(Verdict verdict) {
    return ((Verdict.Pass) verdict).told();
  }
}
