package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.AffectedFirst;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.GateName;
import dev.autopack.gate.Quarantine;
import dev.autopack.gate.Rerun;
import dev.autopack.gate.Rerun.Condition;
import dev.autopack.gate.RerunPlan;
import dev.autopack.gate.RerunPlan.Bounds;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestsGate;
import dev.autopack.gate.TestsQuestion;
import dev.autopack.gate.Verdict;
import dev.autopack.manifest.RelatedTests;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.plan.Validation;
import dev.autopack.run.PhaseGates.StoredReports;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs what decides on a tree's tests, in the order that costs least, and has it judged. */
final class TestChecks {
  private final Workspace workspace;
  private final TestSteps steps;
  private final RerunSteps again;
  private final Baselines baselines;

  TestChecks(Workspace workspace, TestSteps steps, RerunSteps again, Baselines baselines) {
    this.workspace = workspace;
    this.steps = steps;
    this.again = again;
    this.baselines = baselines;
  }

  /** What came of a tree's tests. */
  record Tested(
      Baseline baseline,
      Map<String, StoredReports> kept,
      List<TestReport> reports,
      Doubts doubts,
      Verdict verdict) {}

  /**
   * Judges the tests of an attempt's tree.
   *
   * @param claimed what the phase must have done
   */
  Tested check(AttemptKey key, Draft draft, List<Deliverable> claimed, TreeId tree)
      throws InterruptedException {
    var before = baselines.of(draft.base());
    if (tree.equals(draft.baseTree())) {
      // Where nothing changed there is nothing to run: the claim falls by itself.
      var verdict =
          new Verdict.Unknown(GateName.TESTS, "nothing was changed, so no test was run", List.of());
      return new Tested(before, Map.of(), List.of(), Doubts.NONE, verdict);
    }
    var aside = again.quarantined(key.step("quarantined on " + tree, RerunSteps.SetAside.class));
    var open =
        question(draft, claimed, before, workspace.read(tree)).with(new Doubts(List.of(), aside));
    var early = affected(draft, claimed, tree, open);
    return early.isPresent() ? early.get() : whole(key, draft, tree, open);
  }

  private static TestsQuestion question(
      Draft draft, List<Deliverable> claimed, Baseline before, Tree after) {
    return new TestsQuestion(
        draft.phase().validation(),
        draft.manifest().scoping().isOpen()
            ? RelatedTests.of(claimed, after)
            : draft.manifest().tests(),
        draft.phase().deliverables(),
        before,
        List.of(),
        after);
  }

  private Tested whole(AttemptKey key, Draft draft, TreeId tree, TestsQuestion open)
      throws InterruptedException {
    var kept = new TreeMap<String, StoredReports>();
    kept.put("test reports", steps.tests(tree));
    steps.command(key, draft, tree).ifPresent(stored -> kept.put("validation command", stored));
    var reports = kept.values().stream().flatMap(stored -> steps.load(stored).stream()).toList();
    var question = open.comparing(baselines.of(draft.base(), reports), reports);
    var remember = key.step("remember flaky on " + tree, Done.class);
    var doubts = doubts(remember, tree, question);
    return new Tested(
        question.baseline(), kept, reports, doubts, TestsGate.judge(question.with(doubts)));
  }

  /** Runs again what may be flaky. */
  private Doubts doubts(StepKey<Done> remember, TreeId tree, TestsQuestion question)
      throws InterruptedException {
    var suspects = TestsGate.suspects(question);
    var reruns = again.of(tree, Bounds.ofChange(again.bound()), suspects, question.now());
    again.settle(tree, "", () -> reruns);
    again.remember(remember, tree, suspects, reruns);
    return new Doubts(reruns, question.doubts().quarantined());
  }

  /**
   * Runs first what the change reaches, where the whole takes long. A failure that persists there
   * decides at once; all else is left to the whole run.
   */
  private Optional<Tested> affected(
      Draft draft, List<Deliverable> claimed, TreeId tree, TestsQuestion open)
      throws InterruptedException {
    var files = new ArrayList<RepoPath>(open.paired());
    files.addAll(RelatedTests.of(claimed, open.after()));
    files.addAll(TestRuns.files(open.validation().tests()));
    for (var first : AffectedFirst.of(open.baseline(), files)) {
      var stored = steps.again(tree, "affected tests " + first.id(), first.round());
      var report = steps.load(stored).getFirst();
      var question = first.question(open, report);
      var suspects = TestsGate.suspects(question);
      var bounds = Bounds.beforeWholeRun(again.bound());
      var reruns = again.of(tree, bounds, suspects, List.of(report));
      var broken =
          reruns.stream().filter(rerun -> rerun.ending() == Rerun.Ending.PERSISTENT).toList();
      if (!broken.isEmpty() && passApart(draft.baseTree(), first, broken)) {
        var doubts = new Doubts(reruns, open.doubts().quarantined());
        return Optional.of(
            new Tested(
                open.baseline(),
                Map.of("affected tests", stored),
                List.of(report),
                doubts,
                TestsGate.judge(question.with(doubts))));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether those that passed among all tests of the base pass there apart from them too: a test
   * that needs one of another file would fail here whatever a change does.
   */
  private boolean passApart(TreeId base, AffectedFirst first, List<Rerun> broken)
      throws InterruptedException {
    var passed = first.passedBefore(broken);
    if (passed.isEmpty()) {
      return true;
    }
    var round = new RerunPlan.Round(first.toolchain(), Condition.ALONE, new Selection.Only(passed));
    var name = Hashes.sha256(passed.toString()).substring(0, 12);
    var report = steps.load(steps.again(base, "apart " + name, round)).getFirst();
    return first.allPass(passed, report);
  }

  /**
   * Compares the end of a run with its beginning, over all that the plan's phases may remove.
   *
   * @return what is worse, for people; empty where nothing is
   */
  Optional<String> worseAtEnd(RunId run, Plan plan, CommitId base) throws InterruptedException {
    var tree = workspace.treeOf(workspace.head());
    if (tree.equals(workspace.treeOf(base))) {
      return Optional.empty();
    }
    List<Quarantine> aside =
        again.quarantined(
            AttemptKey.ofRun(run, "quarantined at the end on " + tree, RerunSteps.SetAside.class));
    var reports = steps.load(steps.tests(tree));
    var question =
        new TestsQuestion(
            Validation.NONE,
            List.of(),
            plan.phases().stream().flatMap(phase -> phase.deliverables().stream()).toList(),
            baselines.of(base, reports),
            Doubts.settle(reports, again.settle(tree, "", List::of)),
            workspace.read(tree),
            new Doubts(List.of(), aside));
    var remember = AttemptKey.ofRun(run, "remember flaky at the end on " + tree, Done.class);
    var suspects = TestsGate.suspects(question);
    var reruns = again.of(tree, Bounds.ofChange(again.bound()), suspects, reports);
    again.remember(remember, tree, suspects, reruns);
    return TestsGate.judge(question.with(new Doubts(reruns, aside))) instanceof Verdict.Fail fail
        ? Optional.of(
            "%s: %s".formatted(fail.summary(), Words.line(fail.findings().getFirst().text())))
        : Optional.empty();
  }
}
