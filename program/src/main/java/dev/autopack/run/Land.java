package dev.autopack.run;

import dev.autopack.edit.ChangeSet;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.Audit;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.CoverageDelta;
import dev.autopack.gate.DeliverablesGate;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.Finalizer;
import dev.autopack.gate.GateFinding;
import dev.autopack.gate.GateName;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestsGate;
import dev.autopack.gate.TestsQuestion;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.Waiver;
import dev.autopack.manifest.RelatedTests;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.plan.Validation;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Landing;
import dev.autopack.workspace.Repository;
import dev.autopack.workspace.SealedCommit;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.Workspace.Trailer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts a complete run onto a branch. Where the branch has moved on since the run began, the commits
 * are rebased and the gates judge the result before anything that others see is moved; a failure
 * leaves everything as it was.
 */
public final class Land {
  private static final int MAX_FINDINGS = 10;

  /** The gates that a landing can ask: what executes, and what can be looked up in a tree. */
  private static final List<GateName> JUDGING = List.of(GateName.TESTS, GateName.DELIVERABLES);

  /** The others need an attempt: what its builder declared, and what its phase was held against. */
  private static final List<GateName> NOT_ASKED =
      Stream.of(GateName.values()).filter(gate -> !JUDGING.contains(gate)).toList();

  private final RunRecord run;
  private final Plan plan;
  private final Repository repository;
  private final Function<Workspace, GateTools> toolsIn;
  private final RunLocks locks;
  private final List<Waiver> waivers;
  private final InstantSource clock;
  private final Consumer<String> progress;

  /**
   * @param toolsIn what executes in a worktree, held as a run's children are
   * @param waivers gates that a person's settings excuse from speaking
   * @param progress is told in a sentence what begins
   */
  public Land(
      RunRecord run,
      Plan plan,
      Repository repository,
      Function<Workspace, GateTools> toolsIn,
      RunLocks locks,
      List<Waiver> waivers,
      InstantSource clock,
      Consumer<String> progress) {
    this.run = run;
    this.plan = plan;
    this.repository = repository;
    this.toolsIn = toolsIn;
    this.locks = locks;
    this.waivers = List.copyOf(waivers);
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Where to.
   *
   * @param branch the one that the checkout is on where nothing is named
   * @param push whether the branch of the remote is meant, and not the one here
   */
  public record Target(Optional<String> branch, boolean push) {}

  /** What came of it. */
  public sealed interface Landed {
    /**
     * The branch holds the run's work now.
     *
     * @param where the branch, with its remote where it was pushed
     * @param rebased whether the commits were rebased and judged again
     * @param evidence SHA-256 of the new evidence, empty where the run's own stands
     */
    record Done(String where, CommitId commit, boolean rebased, Optional<String> evidence)
        implements Landed {}

    /** A commit of the run does not fit the moved branch; {@code paths} are in conflict. */
    record Conflict(SealedCommit commit, CommitId onto, List<String> paths) implements Landed {
      public Conflict {
        paths = List.copyOf(paths);
      }
    }

    /** Rebased, the work does not pass. */
    record Blocked(CommitId onto, List<Verdict> blocking) implements Landed {
      public Blocked {
        blocking = List.copyOf(blocking);
      }

      /** Why, as lines for people. */
      public List<String> reasons() {
        return blocking.stream()
            .flatMap(verdict ->
                Stream.concat(
                    Stream.of("%s: %s".formatted(verdict.gate().id(), verdict.summary())),
                    findings(verdict).stream()
                        .limit(MAX_FINDINGS)
                        .map(finding -> "  " + finding.text())))
            .toList();
      }

      private static List<GateFinding> findings(Verdict verdict) {
        return switch (verdict) {
          case Verdict.Pass _ -> List.of();
          case Verdict.Fail(_, _, var findings) -> findings;
          case Verdict.Unknown(_, _, var findings) -> findings;
        };
      }
    }
  }

  /**
   * Lands the run.
   *
   * @throws OperatorException where the run is not complete, there is no such branch, it holds the
   *     work already, or git refuses to move it
   */
  public Landed onto(Target target) throws InterruptedException {
    if (run.state() != RunState.COMPLETE) {
      throw new OperatorException(
          "The run '%s' is %s; only a complete run lands.".formatted(run.id(), run.state()),
          "See what it needs: autopack report " + run.id());
    }
    var commits = repository.seals().of(run.id());
    if (commits.isEmpty()) {
      throw new OperatorException(
          "The branch of the run '%s' holds no commit.".formatted(run.id()),
          "See what became of it: autopack report " + run.id());
    }
    var landing = repository.landing();
    var branch = branch(landing, target);
    var remote = landing.remoteOf(branch);
    var tip = target.push() ? landing.fetch(remote, branch) : tip(landing, branch);
    var head = commits.getLast().id();
    if (landing.isAncestor(head, tip)) {
      throw new OperatorException(
          "The branch '%s' holds the run '%s' already.".formatted(branch, run.id()),
          "There is nothing to land.");
    }
    var where = target.push() ? "%s/%s".formatted(remote, branch) : branch;
    if (commits.getFirst().parents().contains(tip)) {
      progress.accept(
          "'%s' has not moved since the run began; its evidence stands".formatted(where));
      move(landing, target, branch, tip, head);
      return new Landed.Done(where, head, false, Optional.empty());
    }
    progress.accept(
        "'%s' has moved to %s: rebasing %d commits"
            .formatted(where, tip.abbreviated(), commits.size()));
    return switch (landing.rebase(tip, commits)) {
      case Landing.Rebase.Conflict(var commit, var paths) ->
          new Landed.Conflict(commit, tip, paths);
      case Landing.Rebase.Done(var trees) ->
          rebased(new Rebased(tip, commits, trees), landing, target, branch, where);
    };
  }

  private String branch(Landing landing, Target target) {
    return target
        .branch()
        .or(landing::currentBranch)
        .orElseThrow(() ->
            new OperatorException(
                "The checkout '%s' is on no branch.".formatted(repository.top()),
                "Name the branch: autopack land %s --onto BRANCH".formatted(run.id())));
  }

  private static CommitId tip(Landing landing, String branch) {
    return landing
        .tip(branch)
        .orElseThrow(() ->
            new OperatorException(
                "There is no branch '%s'.".formatted(branch), "List them: git branch --list"));
  }

  private void move(Landing landing, Target target, String branch, CommitId from, CommitId to) {
    if (target.push()) {
      landing.push(landing.remoteOf(branch), branch, to, run.id());
    } else {
      landing.fastForward(branch, from, to);
    }
  }

  /** The run's commits and the trees that they have on top of the moved branch. */
  private record Rebased(CommitId onto, List<SealedCommit> commits, List<TreeId> trees) {
    TreeId tree() {
      return trees.getLast();
    }
  }

  private Landed rebased(
      Rebased rebased, Landing landing, Target target, String branch, String where)
      throws InterruptedException {
    var name = new RunId("land-" + Hashes.sha256(run.id().value()).substring(0, 12));
    try (var _ =
        locks
            .tryAcquire(name)
            .orElseThrow(() ->
                new OperatorException(
                    "Another process lands the run '%s'.".formatted(run.id()),
                    "Wait for it to end."))) {
      // What a landing that was killed left is of an older tip.
      repository.remove(name, Repository.Removal.EVERYTHING);
      var workspace = repository.create(name, rebased.onto());
      try {
        var tools = toolsIn.apply(workspace);
        var judged = judge(rebased, workspace, tools);
        return switch (new Finalizer(JUDGING, waivers).decide(judged.verdicts())) {
          case Ruling.NotComplete(_, var blocking) -> new Landed.Blocked(rebased.onto(), blocking);
          case Ruling.Complete ruling -> {
            var evidence =
                tools.writer().apply(evidence(rebased, judged, ruling, workspace, tools));
            var head = commit(rebased, workspace, Hashes.sha256(evidence));
            repository
                .open(run.id())
                .saveEvidence(
                    "landed-on-%s.json".formatted(rebased.onto().abbreviated()), evidence);
            move(landing, target, branch, rebased.onto(), head);
            yield new Landed.Done(where, head, true, Optional.of(Hashes.sha256(evidence)));
          }
        };
      } finally {
        repository.remove(name, Repository.Removal.EVERYTHING);
      }
    }
  }

  /** What the gates saw and said of the result. */
  private record Judged(Baseline baseline, List<TestReport> reports, List<Verdict> verdicts) {}

  private Judged judge(Rebased rebased, Workspace workspace, GateTools tools)
      throws InterruptedException {
    progress.accept("running the tests of %s".formatted(rebased.onto().abbreviated()));
    var onto = workspace.treeOf(rebased.onto());
    var baseline =
        new Baseline(rebased.onto().value(), laidOut(onto, workspace, tools).readyAndTest());
    progress.accept("running the tests of the result");
    var reports = new ArrayList<>(laidOut(rebased.tree(), workspace, tools).readyAndTest());
    var after = workspace.read(rebased.tree());
    for (var phase : plan.phases()) {
      var command = phase.validation().command();
      if (command.isPresent()) {
        reports.add(
            laidOut(rebased.tree(), workspace, tools)
                .run(command.orElseThrow(), phase.validation().report()));
      }
    }
    var verdicts = new ArrayList<Verdict>();
    verdicts.add(
        TestsGate.judge(
            new TestsQuestion(
                validation(),
                RelatedTests.of(deliverables(), after),
                deliverables(),
                baseline,
                reports,
                after)));
    verdicts.addAll(delivered(rebased, onto, workspace, tools));
    return new Judged(baseline, reports, verdicts);
  }

  /** Each phase against the tree that its own rebased commit was put on. */
  private List<Verdict> delivered(
      Rebased rebased, TreeId onto, Workspace workspace, GateTools tools) {
    var verdicts = new ArrayList<Verdict>();
    var before = onto;
    for (int i = 0; i < rebased.commits().size(); i++) {
      var phase = plan.phase(rebased.commits().get(i).phase().orElseThrow());
      var after = rebased.trees().get(i);
      verdicts.add(
          phase.deliverables().isEmpty()
              ? new Verdict.Pass(
                  GateName.DELIVERABLES,
                  "'%s' lists no files; they were judged in the run".formatted(phase.id()))
              : DeliverablesGate.judge(
                  phase, workspace.read(before), workspace.read(after), tools.syntax()));
      before = after;
    }
    return verdicts;
  }

  private LaidOut laidOut(TreeId tree, Workspace workspace, GateTools tools) {
    return LaidOut.sparing(workspace, tools, PhaseGates.namedTests(plan), tree);
  }

  /** Of all phases together: what one of them must pass, the whole must. */
  private Validation validation() {
    return new Validation(
        plan.phases().stream()
            .flatMap(phase -> phase.validation().tests().stream())
            .distinct()
            .toList(),
        plan.phases().stream().flatMap(phase -> phase.validation().command().stream()).findFirst());
  }

  private List<Deliverable> deliverables() {
    return plan.phases().stream().map(Phase::deliverables).flatMap(List::stream).toList();
  }

  private Evidence evidence(
      Rebased rebased,
      Judged judged,
      Ruling.Complete ruling,
      Workspace workspace,
      GateTools tools) {
    var last = rebased.commits().getLast();
    // Held against the commit before it, as a verification will find it.
    return new Evidence(
        new Evidence.Subject(
            run.id().value(),
            last.phase().orElseThrow().value(),
            attempt(last),
            rebased.onto().value(),
            rebased.tree().value(),
            PhaseGates.changed(workspace, workspace.treeOf(rebased.onto()), rebased.tree()),
            PhaseGates.namedTests(plan).stream().map(Object::toString).toList(),
            plan.phases().stream().flatMap(it -> it.validation().report().stream()).findFirst(),
            clock.instant().toString()),
        new Evidence.Decided(
            ruling.verdicts(),
            ruling.waivers(),
            NOT_ASKED,
            new Audit.Off(
                "no auditor is asked when a run lands: the evidence of its phases stands")),
        judged.baseline(),
        judged.reports(),
        CoverageDelta.of(judged.baseline(), judged.reports(), new ChangeSet(List.of())),
        Doubts.NONE,
        new TreeMap<>(),
        tools.sandbox().text());
  }

  private static int attempt(SealedCommit commit) {
    return Optional.ofNullable(commit.trailers().get(SealedCommit.ATTEMPT))
        .map(Integer::parseInt)
        .orElse(1);
  }

  /** The last one is sealed: the gates judged the tree that all of them make together. */
  private CommitId commit(Rebased rebased, Workspace workspace, String sha256) {
    var parent = rebased.onto();
    for (int i = 0; i < rebased.commits().size(); i++) {
      var commit = rebased.commits().get(i);
      var trailers = new ArrayList<Trailer>();
      for (var key : List.of(SealedCommit.RUN, SealedCommit.PHASE, SealedCommit.ATTEMPT)) {
        Optional.ofNullable(commit.trailers().get(key))
            .ifPresent(value -> trailers.add(new Trailer(key, value)));
      }
      trailers.add(new Trailer(SealedCommit.REBASED_FROM, commit.id().value()));
      if (i == rebased.commits().size() - 1) {
        trailers.add(new Trailer(SealedCommit.EVIDENCE, SealedCommit.seal(sha256)));
      }
      parent = workspace.commit(rebased.trees().get(i), parent, commit.text(), trailers);
    }
    return parent;
  }
}
