package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.plan.Validation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tests of one toolchain that a change reaches, where running them before the whole saves time.
 * Pure.
 *
 * @param tests as the baseline named them
 */
public record AffectedFirst(String toolchain, List<TestResult> tests) {
  /** What takes less is run as a whole at once. */
  private static final long WORTH_MILLIS = 5_000;

  public AffectedFirst {
    tests = List.copyOf(tests);
  }

  /**
   * Those worth running first; none where the whole is quick, or nearly all is affected.
   *
   * @param files tests that the change reaches
   */
  public static List<AffectedFirst> of(Baseline baseline, Collection<RepoPath> files) {
    var names = files.stream().map(RepoPath::value).collect(Collectors.toSet());
    var found = new ArrayList<AffectedFirst>();
    for (var report : baseline.reports()) {
      var tests =
          report.results().stream().filter(result -> names.contains(result.file())).toList();
      if (report.kind() == Kind.STRUCTURED
          && !report.isBroken()
          && report.execution().millis() >= WORTH_MILLIS
          && !tests.isEmpty()
          && 2 * tests.size() <= report.results().size()) {
        found.add(new AffectedFirst(report.toolchain(), tests));
      }
    }
    return List.copyOf(found);
  }

  /** The same for the same tests. */
  public String id() {
    return FailureSignature.hash(
        tests.stream().map(test -> test.id().toString()).collect(Collectors.joining("\n")));
  }

  public RerunPlan.Round round() {
    return new RerunPlan.Round(toolchain, Rerun.Condition.IN_FILE, new Selection.Only(tests));
  }

  /** What is asked of these tests alone: nothing that did not run is missing. */
  public TestsQuestion question(TestsQuestion whole, TestReport now) {
    var ids = ids(tests);
    var before =
        whole.baseline().reports().stream()
            .filter(report -> report.toolchain().equals(toolchain))
            .map(report ->
                report.with(
                    report.results().stream().filter(was -> ids.contains(was.id())).toList()))
            .toList();
    var held =
        whole.validation().tests().stream()
            .filter(text -> now.results().stream().anyMatch(new TestSelector(text)::selects))
            .toList();
    var ran = now.results().stream().map(TestResult::file).collect(Collectors.toSet());
    return new TestsQuestion(
        new Validation(held, whole.validation().command()),
        whole.validation().tests().isEmpty()
            ? whole.paired().stream().filter(path -> ran.contains(path.value())).toList()
            : List.of(),
        whole.deliverables(),
        new Baseline(whole.baseline().commit(), before),
        List.of(now),
        whole.after(),
        whole.doubts());
  }

  /** Those of the failures that passed in the baseline. */
  public List<TestResult> passedBefore(List<Rerun> broken) {
    var ids = ids(broken.stream().map(Rerun::test).toList());
    return tests.stream()
        .filter(test -> test.outcome() == Outcome.PASSED && ids.contains(test.id()))
        .toList();
  }

  /** Whether a run shows each of them passing. */
  public boolean allPass(List<TestResult> asked, TestReport report) {
    var passed =
        ids(report.results().stream().filter(it -> it.outcome() == Outcome.PASSED).toList());
    return !report.isBroken() && passed.containsAll(ids(asked));
  }

  private static Set<TestId> ids(List<TestResult> results) {
    return results.stream().map(TestResult::id).collect(Collectors.toCollection(TreeSet::new));
  }
}
