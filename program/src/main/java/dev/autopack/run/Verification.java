package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.EvidenceComparison;
import dev.autopack.gate.EvidenceComparison.Difference;
import dev.autopack.gate.RecordedEvidence;
import dev.autopack.gate.RecordedEvidence.RecordedAudit;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestToolchain;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.Repository;
import dev.autopack.workspace.SealedCommit;
import dev.autopack.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks what a run left behind without believing any of it: the seal of each commit, and the tests
 * executed again on a clean checkout. Needs the repository alone, so it works in a clone as well.
 */
public final class Verification {
  /** So often a test that came out worse may be run again before it counts. */
  private static final int RERUNS = 2;

  private final Repository repository;
  private final Function<Workspace, GateTools> toolsIn;
  private final RunLocks locks;
  private final Function<byte[], RecordedEvidence> reader;
  private final Consumer<String> progress;

  /**
   * @param toolsIn what executes in a worktree, held as a run's children are
   * @param reader how evidence is read back
   * @param progress is told in a sentence what begins
   */
  public Verification(
      Repository repository,
      Function<Workspace, GateTools> toolsIn,
      RunLocks locks,
      Function<byte[], RecordedEvidence> reader,
      Consumer<String> progress) {
    this.repository = repository;
    this.toolsIn = toolsIn;
    this.locks = locks;
    this.reader = reader;
    this.progress = progress;
  }

  /**
   * What became of one phase's commit.
   *
   * @param broken what is wrong with its seal, each a sentence
   * @param tests how many tests the evidence holds
   * @param differences what came out otherwise than recorded
   * @param flaky tests that came out worse and passed when run again
   * @param audit what the evidence says of an audit: recorded, and nobody is asked again
   */
  public record Checked(
      SealedCommit commit,
      List<String> broken,
      int tests,
      List<Difference> differences,
      List<String> flaky,
      Optional<RecordedAudit> audit) {
    public Checked {
      broken = List.copyOf(broken);
      differences = List.copyOf(differences);
      flaky = List.copyOf(flaky);
    }

    /** Whether everything that the evidence claims was seen again. */
    public boolean holds() {
      return broken.isEmpty() && differences.stream().noneMatch(Difference::contradicts);
    }
  }

  /**
   * The commits that are meant.
   *
   * @param what a run's id or the start of one, or anything that git takes for a commit
   * @throws OperatorException when there is none, or none that a run made
   */
  public List<SealedCommit> find(String what, Optional<PhaseId> phase) {
    var found = ofRun(what).orElseGet(() -> List.of(ofCommit(what)));
    if (phase.isEmpty()) {
      return found;
    }
    var wanted = found.stream().filter(commit -> commit.phase().equals(phase)).toList();
    if (wanted.isEmpty()) {
      throw new OperatorException(
          "'%s' has no commit of a phase '%s'.".formatted(what, phase.orElseThrow()),
          "Its phases are: "
              + String.join(
                  ", ",
                  found.stream().flatMap(it -> it.phase().stream()).map(PhaseId::value).toList()));
    }
    return wanted;
  }

  private Optional<List<SealedCommit>> ofRun(String what) {
    var runs =
        repository.seals().runs().stream().filter(run -> run.value().startsWith(what)).toList();
    var run = runs.stream().filter(it -> it.value().equals(what)).findFirst();
    if (run.isEmpty() && runs.size() == 1) {
      run = Optional.of(runs.getFirst());
    }
    if (run.isEmpty() && runs.size() > 1 && repository.seals().find(what).isEmpty()) {
      throw new OperatorException(
          "'%s' is the start of %d runs.".formatted(what, runs.size()),
          "Write more of the id; they are in: git for-each-ref refs/autopack");
    }
    var commits = run.map(repository.seals()::of);
    if (commits.filter(List::isEmpty).isPresent()) {
      throw new OperatorException(
          "No branch here holds a commit of the run '%s'.".formatted(run.orElseThrow()),
          "Fetch its branch: git fetch origin autopack/%s".formatted(run.orElseThrow()));
    }
    return commits;
  }

  private SealedCommit ofCommit(String what) {
    var commit =
        repository
            .seals()
            .find(what)
            .orElseThrow(() ->
                new OperatorException(
                    "'%s' is neither a run nor a commit in '%s'.".formatted(what, repository.top()),
                    "List the runs: git for-each-ref refs/autopack; fetch them from where they"
                        + " were made: git fetch origin 'refs/autopack/*:refs/autopack/*'"));
    var sealed = repository.seals().read(commit);
    if (sealed.run().isEmpty() || sealed.phase().isEmpty()) {
      throw new OperatorException(
          "The commit %s was not made by a run: it has no trailer '%s'."
              .formatted(commit.abbreviated(), SealedCommit.RUN),
          "Name a run, or a commit on its branch autopack/RUN.");
    }
    return sealed;
  }

  /** Checks one commit; executes nothing where its seal is broken. */
  public Checked check(SealedCommit commit) throws InterruptedException {
    var run = commit.run().orElseThrow();
    var hash = commit.evidence();
    if (hash.isEmpty()) {
      return broken(commit, "the commit has no trailer '%s'".formatted(SealedCommit.EVIDENCE));
    }
    var files = repository.seals().evidence(run);
    if (files.isEmpty()) {
      throw new OperatorException(
          "The evidence of the run '%s' is not in this repository.".formatted(run),
          "Fetch it: git fetch origin 'refs/autopack/%s/*:refs/autopack/%s/*'".formatted(run, run));
    }
    var content =
        files.stream().filter(file -> Hashes.sha256(file).equals(hash.orElseThrow())).findFirst();
    if (content.isEmpty()) {
      return broken(
          commit,
          "no file of the evidence has the hash %s that the commit names"
              .formatted(hash.orElseThrow()));
    }
    var evidence = reader.apply(content.orElseThrow());
    var wrong = mismatches(commit, evidence);
    return wrong.isEmpty()
        ? execute(commit, evidence)
        : new Checked(
            commit,
            wrong,
            EvidenceComparison.tests(evidence),
            List.of(),
            List.of(),
            evidence.audit());
  }

  private static Checked broken(SealedCommit commit, String why) {
    return new Checked(commit, List.of(why), 0, List.of(), List.of(), Optional.empty());
  }

  /** Its parent, or for a run that was rebased as a whole what its first commit was put onto. */
  private boolean startsFrom(SealedCommit commit, String base) {
    var at = commit;
    while (at.parents().size() == 1) {
      if (at.parents().getFirst().value().equals(base)) {
        return true;
      }
      var parent = repository.seals().read(at.parents().getFirst());
      if (!parent.isRebased() || !parent.run().equals(commit.run())) {
        return false;
      }
      at = parent;
    }
    return false;
  }

  private List<String> mismatches(SealedCommit commit, RecordedEvidence evidence) {
    var wrong = new ArrayList<String>();
    if (!evidence.tree().equals(commit.tree().value())) {
      wrong.add(
          "the commit's tree is %s, the evidence is about %s"
              .formatted(commit.tree(), evidence.tree()));
    }
    if (!startsFrom(commit, evidence.baseCommit())) {
      wrong.add(
          "the evidence starts from %s, and the commit does not".formatted(evidence.baseCommit()));
    }
    var claims = "phase %s of run %s".formatted(evidence.phase(), evidence.run());
    var is =
        "phase %s of run %s".formatted(commit.phase().orElseThrow(), commit.run().orElseThrow());
    if (!claims.equals(is)) {
      wrong.add("the commit is of %s, the evidence of %s".formatted(is, claims));
    }
    return wrong;
  }

  private Checked execute(SealedCommit commit, RecordedEvidence evidence)
      throws InterruptedException {
    var name = new RunId("verify-" + commit.id().abbreviated());
    try (var _ =
        locks
            .tryAcquire(name)
            .orElseThrow(() ->
                new OperatorException(
                    "Another process verifies the commit %s.".formatted(commit.id().abbreviated()),
                    "Wait for it to end."))) {
      try {
        return execute(commit, evidence, repository.lend(name, commit.id()));
      } finally {
        repository.remove(name, Repository.Removal.EVERYTHING);
      }
    }
  }

  private Checked execute(SealedCommit commit, RecordedEvidence evidence, Workspace workspace)
      throws InterruptedException {
    var phase = commit.phase().orElseThrow();
    progress.accept("%s: checked out %s".formatted(phase, commit.id().abbreviated()));
    var tools = toolsIn.apply(workspace);
    var named = evidence.named().stream().map(RepoPath::new).toList();
    var laidOut = LaidOut.clean(workspace, tools, named, commit.tree());
    var unready = laidOut.makeReady();
    if (unready.isPresent()) {
      return broken(commit, "here " + unready.orElseThrow().trouble().getFirst().text());
    }
    progress.accept(
        "%s: executes %d tests again".formatted(phase, EvidenceComparison.tests(evidence)));
    var reports = new ArrayList<>(laidOut.test());
    var command = evidence.command();
    if (command.isPresent()) {
      progress.accept("%s: executes %s again".formatted(phase, command.orElseThrow()));
      reports.add(
          LaidOut.sparing(workspace, tools, named, commit.tree())
              .run(command.orElseThrow(), evidence.commandReport()));
    }
    var differences = EvidenceComparison.compare(evidence, reports);
    var flaky = passAgain(tools, laidOut.request(), differences);
    return new Checked(
        commit,
        List.of(),
        EvidenceComparison.tests(evidence),
        differences.stream().filter(it -> !flaky.contains(it.what())).toList(),
        flaky,
        evidence.audit());
  }

  /** Tests that came out worse and pass when they are run again, by their identities. */
  private List<String> passAgain(
      GateTools tools, TestToolchain.Request request, List<Difference> differences)
      throws InterruptedException {
    Map<String, List<TestResult>> worse =
        differences.stream()
            .filter(Difference::contradicts)
            .filter(difference -> difference.test().filter(TestResult::isBad).isPresent())
            .collect(
                Collectors.groupingBy(
                    Difference::toolchain,
                    TreeMap::new,
                    Collectors.mapping(it -> it.test().orElseThrow(), Collectors.toList())));
    var flaky = new ArrayList<String>();
    for (var entry : worse.entrySet()) {
      for (int again = 0; again < RERUNS; again++) {
        var left =
            entry.getValue().stream()
                .filter(test -> !flaky.contains(test.id().toString()))
                .toList();
        if (!left.isEmpty()) {
          progress.accept("runs %d tests again that came out worse".formatted(left.size()));
          var report =
              tools.tests().run(entry.getKey(), request.selecting(new Selection.Only(left)));
          flaky.addAll(passed(report, left));
        }
      }
    }
    return flaky;
  }

  private static List<String> passed(TestReport report, List<TestResult> of) {
    var wanted = of.stream().map(TestResult::id).toList();
    return report.results().stream()
        .filter(result -> result.outcome() == TestResult.Outcome.PASSED)
        .map(TestResult::id)
        .filter(wanted::contains)
        .map(Object::toString)
        .toList();
  }
}
