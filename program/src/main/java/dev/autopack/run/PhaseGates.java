package dev.autopack.run;

import dev.autopack.code.WordCache;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Audit;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.DeliverablesGate;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.GateName;
import dev.autopack.gate.QualityGate;
import dev.autopack.gate.QualityQuestion;
import dev.autopack.gate.QualitySettings;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.TestsGate;
import dev.autopack.gate.TestsQuestion;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.Waiver;
import dev.autopack.gate.ManifestGate;
import dev.autopack.gate.ManifestQuestion;
import dev.autopack.manifest.RelatedTests;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Policy;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Setup;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Executes what decides on a tree, as steps, and has it judged. */
final class PhaseGates {
  /** The gates that exist; the finalizer waits for each. */
  static final List<GateName> BUILT = List.of(GateName.values());

  /** The gates that do not exist yet: neither passed nor waived. */
  static final List<GateName> NOT_BUILT = List.of();

  private final RunId run;
  private final List<RepoPath> named;
  private final RunPorts ports;
  private final Workspace workspace;
  private final GateTools tools;
  private final Policy policy;
  private final QualitySettings quality;
  private final Events events;
  private final InstantSource clock;
  private final WordCache words = new WordCache();

  PhaseGates(
      RunId run,
      Plan plan,
      RunPorts ports,
      RunTools tools,
      RunSettings settings,
      Events events,
      InstantSource clock) {
    this.run = run;
    this.named = namedTests(plan);
    this.ports = ports;
    this.workspace = tools.workspace();
    this.tools = tools.gates();
    this.policy = tools.policy();
    this.quality = settings.quality();
    this.events = events;
    this.clock = clock;
  }

  /** Of the whole plan, so that one run of the tests speaks for every phase. */
  static List<RepoPath> namedTests(Plan plan) {
    return TestRuns.files(
        plan.phases().stream().flatMap(phase -> phase.validation().tests().stream()).toList());
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
      SortedMap<String, String> artefacts,
      List<Verdict> verdicts) {}

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

  /**
   * What the tests of a commit say; run once a tree, however often it is asked. Where the setup
   * command does not work there, its report alone, and it is tried again the next time.
   */
  Baseline baseline(CommitId commit) throws InterruptedException {
    var tree = workspace.treeOf(commit);
    try {
      return new Baseline(commit.value(), load(tests(tree, this::notReady)));
    } catch (NotReadyException notReady) {
      return new Baseline(commit.value(), List.of(notReady.report()));
    }
  }

  /** Nobody's change made the setup command fail, so it may work tomorrow: no step's result. */
  private List<TestReport> notReady(TestReport report) {
    throw new NotReadyException(report);
  }

  Checked check(AttemptKey key, Draft draft, Work work, TreeId tree) throws InterruptedException {
    var after = workspace.read(tree);
    var baseline = baseline(draft.base());
    SetupReports.refuse(baseline);
    var kept = new TreeMap<String, StoredReports>();
    // Where nothing changed there is nothing to run: the claim falls by itself.
    if (!tree.equals(draft.baseTree())) {
      kept.put("test reports", tests(tree, List::of));
      command(key, draft, tree).ifPresent(stored -> kept.put("validation command", stored));
    }
    var reports = kept.values().stream().flatMap(stored -> load(stored).stream()).toList();
    var claimed = claimed(draft, tree);
    var asked = quality(key, draft, work, tree, baseline, reports);
    var verdicts =
        List.of(
            DeliverablesGate.judge(
                draft.phase().listing(claimed), draft.tree(), after, tools.syntax()),
            tree.equals(draft.baseTree())
                ? new Verdict.Unknown(
                    GateName.TESTS, "nothing was changed, so no test was run", List.of())
                : TestsGate.judge(question(draft, claimed, baseline, reports, after)),
            ManifestGate.judge(manifest(draft, work, after)),
            QualityGate.judge(asked));
    tell(key, tree, verdicts);
    var artefacts = new TreeMap<String, String>();
    kept.forEach((what, stored) -> artefacts.put(what, stored.sha256()));
    return new Checked(baseline, reports, artefacts, verdicts);
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

  private static TestsQuestion question(
      Draft draft,
      List<Deliverable> claimed,
      Baseline baseline,
      List<TestReport> reports,
      Tree after) {
    return new TestsQuestion(
        draft.phase().validation(),
        draft.manifest().scoping().isOpen()
            ? RelatedTests.of(claimed, after)
            : draft.manifest().tests(),
        draft.phase().deliverables(),
        baseline,
        reports,
        after);
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

  private QualityQuestion quality(
      AttemptKey key,
      Draft draft,
      Work work,
      TreeId tree,
      Baseline baseline,
      List<TestReport> reports)
      throws InterruptedException {
    return new QualityQuestion(
        quality,
        baseline,
        reports,
        work.changes(),
        lint(draft, tree),
        policy.score(Scopes.of(draft), work.changes()),
        new Audit.Off("no auditor is asked yet"));
  }

  /** The tree before the phase is looked at only where the one after it is not clean. */
  private Optional<QualityQuestion.Lint> lint(Draft draft, TreeId tree)
      throws InterruptedException {
    if (quality.lint().isEmpty() || tree.equals(draft.baseTree())) {
      return Optional.empty();
    }
    var now = load(lintAt(tree)).getFirst();
    return Optional.of(
        new QualityQuestion.Lint(
            now,
            now.execution().exitCode() == 0
                ? Optional.empty()
                : Optional.of(load(lintAt(draft.baseTree())).getFirst())));
  }

  private StoredReports lintAt(TreeId tree) throws InterruptedException {
    return ports
        .journal()
        .step(
            AttemptKey.ofRun(run, "lint at " + tree, StoredReports.class),
            _ -> new StoredReports(ports.artefacts().saveRecord(ran(quality.lint(), tree))));
  }

  /** A command's report on a tree that is made ready for it. */
  private Reports ran(List<String> argv, TreeId tree) throws InterruptedException {
    workspace.layOut(tree, tools.setup().outputs());
    var report = prepared(workspace.read(tree)).orElse(null);
    if (report == null) {
      report = tools.command().run(argv, workspace.folder(), tools.patience());
    }
    return new Reports(List.of(report));
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

  private List<TestReport> load(StoredReports stored) {
    return ports.artefacts().loadRecord(stored.sha256(), Reports.class).reports();
  }

  /**
   * Runs the tests of a tree.
   *
   * @param unready what to make of a setup command that does not work there
   */
  private StoredReports tests(TreeId tree, Function<TestReport, List<TestReport>> unready)
      throws InterruptedException {
    return ports
        .journal()
        .step(
            AttemptKey.ofRun(run, "tests at " + tree, StoredReports.class),
            _ -> {
              var files = workspace.read(tree);
              workspace.layOut(tree, tools.setup().outputs());
              var reports = prepared(files).map(unready).orElseGet(List::of);
              if (reports.isEmpty()) {
                reports =
                    tools
                        .tests()
                        .run(
                            new TestToolchain.Request(
                                workspace.folder(),
                                files,
                                tools.reports().resolve(tree.value()),
                                named,
                                tools.patience()));
              }
              return new StoredReports(ports.artefacts().saveRecord(new Reports(reports)));
            });
  }

  /** A report of the trouble, where the setup command does not work on this tree. */
  private Optional<TestReport> prepared(Tree files) throws InterruptedException {
    return switch (tools.setup().prepare(workspace.folder(), files)) {
      case Setup.Result.Ready _ -> Optional.empty();
      case Setup.Result.Failed(var exitCode, var output) ->
          Optional.of(SetupReports.failed(exitCode, output));
    };
  }

  private Optional<StoredReports> command(AttemptKey key, Draft draft, TreeId tree)
      throws InterruptedException {
    var argv = draft.phase().validation().command();
    if (argv.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ports
            .journal()
            .step(
                key.step("validation command on " + tree, StoredReports.class),
                _ ->
                    new StoredReports(
                        ports.artefacts().saveRecord(ran(argv.orElseThrow(), tree)))));
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
    var changed =
        workspace.changedFiles(draft.baseTree(), tree).stream()
            .map(file ->
                "%s %s +%d -%d".formatted(file.status(), file.path(), file.added(), file.deleted()))
            .toList();
    return new Evidence(
        new Evidence.Subject(
            run.value(),
            key.phase().value(),
            key.attempt(),
            draft.base().value(),
            tree.value(),
            changed,
            named.stream().map(RepoPath::value).toList(),
            clock.instant().toString()),
        new Evidence.Decided(ruling.verdicts(), ruling.waivers(), NOT_BUILT),
        checked.baseline(),
        checked.reports(),
        checked.artefacts(),
        tools.sandbox().text());
  }
}
