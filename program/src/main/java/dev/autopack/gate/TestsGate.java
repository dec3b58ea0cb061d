package dev.autopack.gate;

import dev.autopack.code.Outlines;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.plan.Deliverable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges what the tests said against what they said before. Pure: running them is a step of its
 * own, so that a resumed run judges the same reports again.
 */
public final class TestsGate {
  private static final int MAX_FINDINGS = 20;

  private final TestsQuestion question;
  private final List<TestResult> results;
  private final FindingText text;
  private final List<GateFinding> findings = new ArrayList<>();
  private final Map<TestId, Complaint> complaints = new TreeMap<>();
  private int regressions;

  private TestsGate(TestsQuestion question) {
    this.question = question;
    this.results = question.now().stream().flatMap(report -> report.results().stream()).toList();
    this.text = new FindingText(question.after(), question.doubts());
  }

  public static Verdict judge(TestsQuestion question) {
    return new TestsGate(question).judge();
  }

  /**
   * The failures that would block and may be flakes; none where the tree is blocked whatever they
   * turn out to be.
   *
   * @param question before anything ran again
   */
  public static List<Suspect> suspects(TestsQuestion question) {
    var gate = new TestsGate(question);
    gate.look();
    return gate.findings.isEmpty() && gate.complaints.values().stream().allMatch(gate::canRunAgain)
        ? gate.complaints.values().stream().map(gate::suspect).toList()
        : List.of();
  }

  /** A phase's own command runs once: what its report shows stands. */
  private boolean canRunAgain(Complaint complaint) {
    return complaint.why().isFailure()
        && question.now().stream()
            .filter(report -> report.toolchain().equals(TestReport.COMMAND))
            .noneMatch(report -> report.results().contains(complaint.test()));
  }

  private Suspect suspect(Complaint complaint) {
    var test = complaint.test();
    var toolchain =
        question.now().stream()
            .filter(report -> report.results().contains(test))
            .map(TestReport::toolchain)
            .findFirst()
            .orElseThrow();
    var before =
        question
            .baseline()
            .find(toolchain)
            .flatMap(report -> new TestIndex(report.results()).resembling(test.id()))
            .filter(TestResult::isBad)
            // What the phase is held to must pass, however it failed before.
            .filter(_ -> complaint.why() != Complaint.Why.MUST_PASS);
    return new Suspect(toolchain, test, before);
  }

  private void look() {
    judgeTrouble();
    judgeCommand();
    judgeSelected();
    judgeRegressions();
  }

  private Verdict judge() {
    if (question.now().isEmpty() && question.baseline().reports().isEmpty()) {
      return unknown(
          "nothing was run: %s, and the phase names no command; add `validation: {command: [...]}` to the phase"
              .formatted(TestRuns.NONE_FOUND));
    }
    look();
    findings.addAll(text.of(complaints.values()));
    if (!findings.isEmpty()) {
      return new Verdict.Fail(GateName.TESTS, failSummary(), bounded());
    }
    return blindSpot().map(this::unknown).orElseGet(this::pass);
  }

  private void judgeTrouble() {
    for (var report : question.now()) {
      if (report.kind() != TestReport.Kind.EXIT_CODE) {
        var old = question.baseline().find(report.toolchain());
        RegressionCheck.newTrouble(old.map(TestReport::trouble).orElse(List.of()), report.trouble())
            .forEach(one -> findings.add(one.finding()));
      }
    }
  }

  private void judgeCommand() {
    for (var report : question.now()) {
      if (report.kind() == TestReport.Kind.EXIT_CODE) {
        report.trouble().forEach(one -> findings.add(one.finding()));
        if (report.execution().exitCode() != 0 && report.trouble().isEmpty()) {
          findings.add(FindingText.ofCommand(report.execution()));
        }
      }
    }
  }

  /** Every test that the phase names must have passed, or every one of its deliverables' tests. */
  private void judgeSelected() {
    for (var selector : selectors()) {
      var selected = results.stream().filter(selector::selects).toList();
      selected.stream()
          .filter(result -> !mayStaySo(result))
          .forEach(result -> add(Complaint.ofSelected(result)));
      if (selected.stream().noneMatch(this::hasPassed)
          && selected.stream().allMatch(this::mayStaySo)) {
        findings.add(text.ofUnmatched(selector.text()));
      }
    }
  }

  private boolean hasPassed(TestResult result) {
    return result.outcome() == Outcome.PASSED || question.doubts().sawPass(result);
  }

  /** A test that was skipped before the phase is not the phase's to switch on. */
  private boolean mayStaySo(TestResult result) {
    return switch (result.outcome()) {
      case PASSED -> true;
      // An old failure is excused only where the phase is not held to it.
      case FAILED, ERROR ->
          question.doubts().sawPass(result) || question.doubts().isQuarantined(result.id());
      case UNKNOWN -> false;
      case SKIPPED ->
          question.baseline().reports().stream()
              .flatMap(report -> report.results().stream())
              .anyMatch(was -> was.id().equals(result.id()) && was.outcome() == Outcome.SKIPPED);
    };
  }

  private List<TestSelector> selectors() {
    if (!question.validation().tests().isEmpty()) {
      return question.validation().tests().stream().map(TestSelector::new).toList();
    }
    return question.paired().stream()
        .filter(this::holdsTests)
        .map(path -> new TestSelector(path.value()))
        .toList();
  }

  /**
   * Whether a file has tests that a toolchain could show one by one. What is only run by a command
   * is judged by its exit code, and shared fixtures hold no tests.
   */
  private boolean holdsTests(RepoPath path) {
    if (results.stream().anyMatch(result -> result.file().equals(path.value()))) {
      return true;
    }
    return question
        .after()
        .bytes(path)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .flatMap(text -> Outlines.read(path, text))
        .filter(outline -> !outline.tests().isEmpty())
        .isPresent();
  }

  private void judgeRegressions() {
    var toolchains =
        question.now().stream()
            .map(TestReport::toolchain)
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    // Where a whole run came to nothing, what it would have shown is not missing as well.
    if (question.now().stream().noneMatch(TestReport::isBroken)) {
      question.baseline().reports().forEach(report -> toolchains.add(report.toolchain()));
    }
    for (var toolchain : toolchains) {
      var before = question.baseline().find(toolchain).map(TestReport::results).orElse(List.of());
      var found =
          RegressionCheck.compare(before, resultsOf(toolchain), this::isExpectedToGo).stream()
              .filter(one -> !one.canBeFlaky() || !question.doubts().excuses(one.now()))
              .toList();
      regressions += found.size();
      found.forEach(regression -> add(Complaint.of(regression)));
    }
  }

  /** The plan itself deletes the file, or renames it and the test is there under the new name. */
  private boolean isExpectedToGo(TestResult test) {
    var path = test.file();
    for (var deliverable : question.deliverables()) {
      var action = deliverable.action().orElse(Deliverable.Action.MODIFY);
      if (action == Deliverable.Action.DELETE && deliverable.path().value().equals(path)) {
        return true;
      }
      var was = path;
      if (deliverable.from().filter(from -> from.value().equals(was)).isPresent()) {
        path = deliverable.path().value();
      }
    }
    var last = path;
    return !last.equals(test.file())
        && results.stream()
            .anyMatch(now -> now.file().equals(last) && now.id().name().equals(test.id().name()));
  }

  /** Why nothing that was run speaks for the phase's own work; empty where something does. */
  private Optional<String> blindSpot() {
    var commandRan =
        question.now().stream()
            .anyMatch(report ->
                report.kind() == TestReport.Kind.EXIT_CODE
                    || report.toolchain().equals(TestReport.COMMAND));
    if (question.validation().command().isPresent() && !commandRan) {
      return Optional.of("the phase's validation command was not run");
    }
    if (commandRan || !selectors().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "no test is paired with or imports a deliverable; name the tests in the phase's"
            + " `validation`");
  }

  private List<TestResult> resultsOf(String toolchain) {
    return question.now().stream()
        .filter(report -> report.toolchain().equals(toolchain))
        .flatMap(report -> report.results().stream())
        .toList();
  }

  private void add(Complaint complaint) {
    var isByOrder =
        complaint.why().isFailure()
            && question
                .doubts()
                .rerunOf(complaint.test().id())
                .filter(rerun -> rerun.ending() == Rerun.Ending.ORDER_DEPENDENT)
                .isPresent();
    var known = isByOrder ? complaint.dependingOnOrder() : complaint;
    complaints.merge(complaint.test().id(), known, Complaint::or);
  }

  private List<GateFinding> bounded() {
    if (findings.size() <= MAX_FINDINGS) {
      return findings;
    }
    var shown = new ArrayList<>(findings.subList(0, MAX_FINDINGS));
    var left = findings.size() - MAX_FINDINGS;
    shown.add(GateFinding.of("more", "tests", "", "and %d more findings".formatted(left)));
    return shown;
  }

  private Verdict unknown(String summary) {
    return new Verdict.Unknown(GateName.TESTS, summary, List.of());
  }

  private Verdict pass() {
    return new Verdict.Pass(GateName.TESTS, counts());
  }

  private String failSummary() {
    var severity = Severity.of(regressions);
    return severity == Severity.NONE
        ? counts()
        : "%s; %d worse than before (%s)".formatted(counts(), regressions, severity.id());
  }

  private String counts() {
    var parts = new ArrayList<String>();
    for (var report : question.now()) {
      if (report.kind() == TestReport.Kind.EXIT_CODE) {
        parts.add("command ended with %d".formatted(report.execution().exitCode()));
        continue;
      }
      parts.add(
          "%s: %d passed, %d failed, %d skipped"
              .formatted(
                  report.toolchain(),
                  report.count(Outcome.PASSED),
                  report.count(Outcome.FAILED) + report.count(Outcome.ERROR),
                  report.count(Outcome.SKIPPED)));
    }
    if (question.baseline().isPartial()) {
      parts.add("baseline partial");
    }
    parts.addAll(DoubtText.of(question.doubts(), results));
    return parts.isEmpty() ? "no test was run" : String.join("; ", parts);
  }
}
