package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.Rerun;
import dev.autopack.gate.RerunPlan;
import dev.autopack.gate.Suspect;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the tests of a commit said, once a tree and an environment. A test that only fails now and
 * then counts as one that passes, or a change that breaks it for good would look like what was
 * there before.
 */
final class Baselines {
  private final RunId run;
  private final Workspace workspace;
  private final TestSteps steps;
  private final RerunSteps reruns;
  private final Set<String> targets;

  /**
   * @param targets test files that the plan's phases must make pass: what fails there fails for
   *     good
   */
  Baselines(
      RunId run, Workspace workspace, TestSteps steps, RerunSteps reruns, List<RepoPath> targets) {
    this.run = run;
    this.workspace = workspace;
    this.steps = steps;
    this.reruns = reruns;
    this.targets = targets.stream().map(RepoPath::value).collect(Collectors.toSet());
  }

  /** In the environment that they first ran in. */
  Baseline of(CommitId commit) throws InterruptedException {
    return of(commit, "");
  }

  /**
   * In the environment of these reports: what another version of a tool said compares with nothing.
   */
  Baseline of(CommitId commit, List<TestReport> now) throws InterruptedException {
    var first = of(commit);
    var changed =
        now.stream()
            .anyMatch(report ->
                first
                    .find(report.toolchain())
                    .filter(was -> !environment(was).equals(environment(report)))
                    .isPresent());
    return changed ? of(commit, " in " + digest(now)) : first;
  }

  private static List<String> environment(TestReport report) {
    return report.execution().environment();
  }

  private static String digest(List<TestReport> reports) {
    var all = new TreeMap<String, List<String>>();
    reports.forEach(report -> all.put(report.toolchain(), environment(report)));
    return Hashes.sha256(all.toString()).substring(0, 12);
  }

  private Baseline of(CommitId commit, String where) throws InterruptedException {
    var tree = workspace.treeOf(commit);
    List<TestReport> reports;
    try {
      reports = steps.unchanged(tree, where);
    } catch (NotReadyException notReady) {
      return new Baseline(commit.value(), List.of(notReady.report()));
    }
    var found = reruns.settle(tree, where, () -> probe(tree, where, reports));
    return new Baseline(commit.value(), Doubts.settle(reports, found));
  }

  private List<Rerun> probe(TreeId tree, String where, List<TestReport> reports)
      throws InterruptedException {
    var suspects =
        reports.stream()
            .filter(report -> !report.isBroken())
            .flatMap(report ->
                report.results().stream()
                    .filter(TestResult::isBad)
                    .filter(result -> !targets.contains(result.file()))
                    .map(result -> new Suspect(report.toolchain(), result, Optional.empty())))
            .toList();
    var found = reruns.of(tree, RerunPlan.Bounds.ofBaseline(reruns.bound()), suspects, reports);
    var key = AttemptKey.ofRun(run, "remember flaky at " + tree + where, Done.class);
    reruns.remember(key, tree, suspects, found);
    return found;
  }
}
