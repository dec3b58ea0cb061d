package dev.autopack.run;

import dev.autopack.code.WordCache;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Audit;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.CoverageDelta;
import dev.autopack.gate.DeliverablesGate;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.GateName;
import dev.autopack.gate.QualityGate;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.Waiver;
import dev.autopack.gate.ManifestGate;
import dev.autopack.gate.ManifestQuestion;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Executes what decides on a tree, as steps, and has it judged. */
final class PhaseGates {
  /** The gates that exist; the finalizer waits for each. */
  static final List<GateName> BUILT = List.of(GateName.values());

  private final RunId run;
  private final RunPorts ports;
  private final List<RepoPath> named;
  private final Workspace workspace;
  private final GateTools tools;
  private final TestChecks tests;
  private final Baselines baselines;
  private final QualityChecks quality;
  private final Auditing auditing;
  private final Events events;
  private final InstantSource clock;
  private final WordCache words = new WordCache();

  PhaseGates(
      RunId run,
      Plan plan,
      RunPorts ports,
      RunTools tools,
      RunSettings settings,
      Ledger ledger,
      Events events,
      InstantSource clock) {
    this.run = run;
    this.ports = ports;
    this.workspace = tools.workspace();
    this.tools = tools.gates();
    this.named = namedTests(plan);
    var steps = new TestSteps(run, named, ports, tools);
    var again = new RerunSteps(run, ports, tools, steps, events, clock);
    this.baselines = new Baselines(run, workspace, steps, again, named);
    this.tests = new TestChecks(workspace, steps, again, baselines);
    this.quality = new QualityChecks(steps, tools.policy(), settings.quality());
    this.auditing = new Auditing(run, plan, ports, tools, settings, ledger, events);
    this.events = events;
    this.clock = clock;
  }

  /** Of the whole plan, so that one run of the tests speaks for every phase. */
  static List<RepoPath> namedTests(Plan plan) {
    return TestRuns.files(
        plan.phases().stream().flatMap(phase -> phase.validation().tests().stream()).toList());
  }

  /**
   * Whether the end of a run is worse than its beginning, which no single phase may show.
   *
   * @return what is worse, for people; empty where nothing is
   */
  Optional<String> worseAtEnd(Plan plan, CommitId base) throws InterruptedException {
    return tests.worseAtEnd(run, plan, base);
  }

  /**
   * What an attempt put on the tree.
   *
   * @param declarations what its builder said it would deliver
   */
  record Work(List<Declaration> declarations, ChangeSet changes) {
    Work {
      declarations = List.copyOf(declarations);
    }
  }

  /** What the gates saw and said of one tree. */
  record Checked(
      Baseline baseline,
      List<TestReport> reports,
      CoverageDelta coverage,
      Doubts doubts,
      SortedMap<String, String> artefacts,
      List<Verdict> verdicts,
      Audit audit) {}

  /** What a commit is sealed with. Never compared: the array is only carried. */
  @SuppressWarnings("ArrayRecordComponent")
  record Sealed(String fileName, byte[] content, String sha256) {}

  /** A step's result: where the reports are kept. */
  record StoredReports(String sha256) {}

  /** Reports as a record that can be kept. */
  record Reports(List<TestReport> reports) {
    Reports {
      reports = List.copyOf(reports);
    }
  }

  /** What the tests of a commit say, or why it cannot be set up. */
  Baseline baseline(CommitId commit) throws InterruptedException {
    return baselines.of(commit);
  }

  Checked check(AttemptKey key, Draft draft, Work work, TreeId tree) throws InterruptedException {
    var after = workspace.read(tree);
    SetupReports.refuse(baseline(draft.base()));
    var claimed = claimed(draft, tree);
    var tested = tests.check(key, draft, claimed, tree);
    var question = quality.question(draft, work, tree, tested);
    var executed =
        List.of(
            DeliverablesGate.judge(
                draft.phase().listing(claimed), draft.tree(), after, tools.syntax()),
            tested.verdict(),
            ManifestGate.judge(manifest(draft, work, after)),
            QualityGate.judgeUnaudited(question));
    var audit = auditing.of(key, draft, tree, new Auditing.Executed(executed, tested));
    var verdicts = new ArrayList<>(executed.subList(0, executed.size() - 1));
    verdicts.add(QualityGate.judge(question.audited(audit)));
    tell(key, tree, verdicts);
    return new Checked(
        tested.baseline(),
        tested.reports(),
        CoverageDelta.of(tested.baseline(), tested.reports(), work.changes()),
        tested.doubts(),
        artefacts(tested, audit),
        List.copyOf(verdicts),
        audit);
  }

  private static SortedMap<String, String> artefacts(TestChecks.Tested tested, Audit audit) {
    var artefacts = new TreeMap<String, String>();
    tested.kept().forEach((what, stored) -> artefacts.put(what, stored.sha256()));
    if (audit instanceof Audit.Answered answered) {
      artefacts.put("audit prompt", answered.asked().promptSha256());
      artefacts.put("audit answer", answered.asked().answerSha256());
    }
    return artefacts;
  }

  /** What the phase must have done: what its plan lists, or where that is open what it changed. */
  private List<Deliverable> claimed(Draft draft, TreeId tree) {
    return draft.manifest().scoping().isOpen()
        ? workspace.changedFiles(draft.baseTree(), tree).stream().map(PhaseGates::claimed).toList()
        : draft.phase().deliverables();
  }

  private static Deliverable claimed(Workspace.ChangedFile file) {
    var action =
        switch (file.status()) {
          case 'D' -> Optional.of(Deliverable.Action.DELETE);
          case 'R' -> Optional.of(Deliverable.Action.RENAME);
          default -> Optional.<Deliverable.Action>empty();
        };
    return new Deliverable(
        new RepoPath(file.path()),
        action,
        file.from().map(RepoPath::new),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  private ManifestQuestion manifest(Draft draft, Work work, Tree after) {
    return new ManifestQuestion(
        work.declarations(),
        draft.manifest().scoping().isOpen() ? List.of() : draft.phase().deliverables(),
        draft.phase().scope(),
        work.changes().paths(),
        draft.tree(),
        after,
        words);
  }

  /** A step, so that a story told again does not say what people have read. */
  private void tell(AttemptKey key, TreeId tree, List<Verdict> verdicts)
      throws InterruptedException {
    ports
        .journal()
        .step(
            key.step("tell verdicts on " + tree, Done.class),
            _ -> {
              verdicts.forEach(verdict -> tell(key, verdict));
              return Done.DONE;
            });
  }

  private void tell(AttemptKey key, Verdict verdict) {
    var word = verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    events.tell(
        key.phase(),
        "gate",
        Map.of(
            "gate", verdict.gate().id(),
            "verdict", word,
            "attempt", Integer.toString(key.attempt())),
        "%s: %s, %s%s".formatted(verdict.gate().id(), word, verdict.summary(), told(verdict)));
  }

  private static String told(Verdict verdict) {
    return verdict instanceof Verdict.Pass pass && !pass.told().isEmpty()
        ? "; told: " + String.join("; ", pass.told())
        : "";
  }

  /** Writes the evidence down once; what is sealed never changes afterwards. */
  Sealed seal(AttemptKey key, Draft draft, TreeId tree, Checked checked, Ruling.Complete ruling)
      throws InterruptedException {
    var name = key.phase() + ".json";
    var stored =
        ports
            .journal()
            .step(
                key.step("seal " + tree, StoredReports.class),
                _ -> {
                  var content = tools.writer().apply(evidence(key, draft, tree, checked, ruling));
                  var sha256 = ports.artefacts().save(content);
                  events.tell(
                      key.phase(),
                      "evidence",
                      Map.of("file", name, "sha256", sha256),
                      "evidence sealed: " + sha256.substring(0, 12));
                  tellWaivers(key, ruling.waivers());
                  return new StoredReports(sha256);
                });
    var content = ports.artefacts().find(stored.sha256()).orElseThrow();
    return new Sealed(name, content, stored.sha256());
  }

  private void tellWaivers(AttemptKey key, List<Waiver> waivers) {
    var text =
        waivers.isEmpty()
            ? "none"
            : waivers.stream()
                .map(waiver -> waiver.gate().id() + " by " + waiver.grantedBy())
                .collect(Collectors.joining(", "));
    events.tell(key.phase(), "waivers", Map.of(), text);
  }

  private Evidence evidence(
      AttemptKey key, Draft draft, TreeId tree, Checked checked, Ruling.Complete ruling) {
    return new Evidence(
        new Evidence.Subject(
            run.value(),
            key.phase().value(),
            key.attempt(),
            draft.base().value(),
            tree.value(),
            changed(workspace, draft.baseTree(), tree),
            named.stream().map(RepoPath::value).toList(),
            draft.phase().validation().report(),
            clock.instant().toString()),
        new Evidence.Decided(ruling.verdicts(), ruling.waivers(), List.of(), checked.audit()),
        checked.baseline(),
        checked.reports(),
        checked.coverage(),
        checked.doubts(),
        checked.artefacts(),
        tools.sandbox().text());
  }

  /** What git says that lies between two trees, as evidence holds it: a line a file. */
  static List<String> changed(Workspace workspace, TreeId from, TreeId to) {
    return workspace.changedFiles(from, to).stream()
        .map(file ->
            "%s %s +%d -%d".formatted(file.status(), file.path(), file.added(), file.deleted()))
        .toList();
  }
}
