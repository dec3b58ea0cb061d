package dev.autopack.run;

import dev.autopack.model.TokenCounter;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Price;
import dev.autopack.budget.Usage;
import dev.autopack.builder.PromptedBuilder;
import dev.autopack.code.FactCache;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.QualitySettings;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitReaders;
import dev.autopack.output.UnitWriter;
import dev.autopack.plan.Limits;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Policy;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.Sandbox;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.MemoryArtefacts;
import dev.autopack.testing.MemoryJournal;
import dev.autopack.testing.MemoryRecords;
import dev.autopack.testing.MemoryRunLocks;
import dev.autopack.testing.MemoryRunStore;
import dev.autopack.testing.MemoryTestMemory;
import dev.autopack.testing.MortalArtefacts;
import dev.autopack.testing.MortalJournal;
import dev.autopack.testing.MortalRunStore;
import dev.autopack.testing.Mortality;
import dev.autopack.testing.RecordingWorkspace;
import dev.autopack.testing.ScriptedModel;
import dev.autopack.workspace.Setup;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A run in a world of memory: a repository of a few words, tests that look for words, a model that
 * says what it is told to. Each {@link #run} is a new process over the same state.
 */
final class RunScenario {
  static final RunId RUN = new RunId("run-1");
  static final Usage USAGE = new Usage(1_000, 0, 0, 100, 0);
  static final CallEnd.Timing TIMING =
      new CallEnd.Timing(Duration.ofMillis(20), Duration.ofMillis(300));

  /** A phase that delivers one file, decided by the one test that looks into it. */
  static final Phase SLUG =
      PhaseDraft.decidedBy(PhaseDraft.delivering("src/slug.txt"), "tests/slug.txt");

  private static final Map<String, String> FILES =
      Map.of(
          "src/slug.txt", "old\n",
          "tests/slug.txt", "src/slug.txt has good\n",
          "tests/any.txt", "notes/other.txt has o\n",
          "notes/other.txt", "one\n");

  private final Plan plan;
  private final MemoryRunLocks locks = new MemoryRunLocks();
  private final List<ModelRequest> heard = new ArrayList<>();
  private final List<RunEvent> shown = new ArrayList<>();
  final ManualClock clock = new ManualClock();
  final MemoryRunStore store = new MemoryRunStore(clock);
  final MemoryArtefacts artefacts = new MemoryArtefacts();
  final MemoryTestMemory memory = new MemoryTestMemory();
  final RecordingWorkspace workspace;
  final ScriptedModel script = new ScriptedModel();
  final WordToolchain words = new WordToolchain();
  int maxPromptTokens = 50_000;
  ModelProfile.Window window = new ModelProfile.Window(200_000, 64_000);
  Model model = script;

  /** Answers where the settings name the model {@code auditor}. */
  final ScriptedModel auditScript = new ScriptedModel();

  Model auditor = auditScript;
  Map<String, List<String>> roles = Map.of();
  UnaryOperator<RunStore> through = UnaryOperator.identity();
  Setup setup =
      new Setup(
          _ -> {
            throw new IllegalStateException("nothing to set up");
          },
          new Setup.Options(List.of(), List.of(), Map.of(), BOUNDS),
          Path.of("no-cache"));
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000);

  private RunScenario(Plan plan) {
    this.plan = plan;
    this.workspace = new RecordingWorkspace(FILES);
    var sources = new RunRecord.Sources("/repo", plan.name(), "plan.yaml", "autopack: 1\n", "{}");
    var record =
        new RunRecord(
            RUN, RunState.RUNNING, sources, workspace.head().value(), clock.instant(), "nobody", 1);
    store.create(
        record,
        plan.phases().stream().map(Phase::id).toList(),
        RunEvent.of("run_created", "created"));
  }

  static RunScenario of(Phase... phases) {
    return of(Limits.NONE, phases);
  }

  static RunScenario of(Limits limits, Phase... phases) {
    return new RunScenario(new Plan("words", "", limits, Map.of(), List.of(phases)));
  }

  /** A phase like {@link #SLUG}, decided by a word of its own in the same file. */
  static Phase phase(String id, String... dependsOn) {
    return PhaseDraft.named(SLUG, id, dependsOn);
  }

  static Phase limited(Phase phase, Limits limits) {
    return new Phase(
        phase.id(),
        phase.intent(),
        phase.dependsOn(),
        phase.deliverables(),
        phase.scope(),
        phase.validation(),
        limits);
  }

  static Limits tokens(long tokens) {
    return new Limits(
        OptionalLong.of(tokens), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  static Limits usd(String usd) {
    return new Limits(
        OptionalLong.empty(),
        Optional.of(new BigDecimal(usd)),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  static Limits minutes(int minutes) {
    return new Limits(
        OptionalLong.empty(), Optional.empty(), OptionalInt.of(minutes), OptionalInt.empty());
  }

  static Limits attempts(int attempts) {
    return new Limits(
        OptionalLong.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.of(attempts));
  }

  static Unit creation(String path, String text) {
    return new Unit.Change(new FileEdit.Create(new RepoPath(path), text));
  }

  static Unit rewriting(String path, String text) {
    return new Unit.Change(new FileEdit.Rewrite(new RepoPath(path), text));
  }

  /** What completes {@link #SLUG}. */
  static Unit good() {
    return rewriting("src/slug.txt", "good\n");
  }

  /** What does not. */
  static Unit bad() {
    return rewriting("src/slug.txt", "bad\n");
  }

  /** What is outside the scope of {@link #SLUG}. */
  static Unit outside() {
    return rewriting("notes/other.txt", "two\n");
  }

  static String whole(Unit... units) {
    return UnitWriter.write(Format.NDJSON, List.of(units));
  }

  static String units(Unit... units) {
    var text = new StringBuilder();
    Stream.of(units).forEach(unit -> text.append(UnitWriter.write(Format.NDJSON, unit)));
    return text.toString();
  }

  static CallEnd finished() {
    return new CallEnd.Finished(StopReason.END, "end_turn", Optional.of(USAGE), TIMING);
  }

  static CallEnd failed(ModelFailure failure) {
    return new CallEnd.Failed(failure, Optional.empty(), TIMING);
  }

  /** A setup command that does not work the first time. */
  void failSetupOnce(Path cache) {
    var tries = new AtomicInteger();
    setup =
        new Setup(
            _ ->
                new Exit(
                    Exit.Ending.EXITED,
                    tries.incrementAndGet() == 1 ? 7 : 0,
                    "no network".getBytes(StandardCharsets.UTF_8),
                    new byte[0],
                    0,
                    Duration.ofMillis(1)),
            new Setup.Options(List.of("setup"), List.of(), Map.of(), BOUNDS),
            cache);
  }

  /** The next call is answered with these units and their end. */
  RunScenario reply(Unit... units) {
    script.then(whole(units), finished());
    return this;
  }

  /** The next call is cut after these units. */
  RunScenario cut(Unit... units) {
    script.then(
        units(units),
        new CallEnd.Finished(StopReason.MAX_TOKENS, "max_tokens", Optional.of(USAGE), TIMING));
    return this;
  }

  /** An auditor is configured, and says this when it is asked next. */
  RunScenario audited(String answer) {
    roles = Map.of("auditor", List.of("auditor"));
    auditScript.then(answer, finished());
    return this;
  }

  RunScenario fails(ModelFailure failure) {
    script.then(failed(failure));
    return this;
  }

  RunState run() throws InterruptedException {
    return run(Mortality.none());
  }

  RunState run(Mortality mortality) throws InterruptedException {
    try (var executor = executor(mortality)) {
      return executor.execute();
    }
  }

  RunExecutor executor() {
    return executor(Mortality.none());
  }

  RunExecutor executor(Mortality mortality) {
    workspace.dieBy(mortality);
    var own = store.otherProcess();
    var ports =
        new RunPorts(
            new MortalJournal(new MemoryJournal(own), mortality),
            new MortalRunStore(through.apply(own), mortality),
            new MortalArtefacts(artefacts, mortality),
            locks,
            new MemoryRecords(store),
            memory);
    return new RunExecutor(
        record(),
        plan,
        ports,
        tools(),
        settings(),
        clock,
        "process",
        (_, event) -> shown.add(event));
  }

  private RunSettings settings() {
    return new RunSettings(
        roles,
        "scripted",
        2,
        maxPromptTokens,
        Duration.ofHours(24),
        List.of(),
        QualitySettings.DEFAULT);
  }

  Forecast forecast() {
    var tools = tools();
    var head = workspace.head();
    var start =
        Forecast.Start.of(
            workspace.read(workspace.treeOf(head)),
            () -> workspace.history(head, 100),
            tools.gates().tests(),
            tools.facts(),
            tools.sizes(),
            RunCalibration.learnt("/repo", new MemoryRecords(store)));
    return Forecast.of(plan, start, settings(), tools.models(), tools.policy(), tools.planFile());
  }

  private RunTools tools() {
    return new RunTools(
        workspace,
        new ScenarioModels(),
        new PromptedBuilder(UnitReaders::of),
        new Policy(List.of()),
        new GateTools(
            new TestRuns(List.of(words)),
            (task, _) -> {
              throw new IllegalStateException("no command " + task.argv());
            },
            setup,
            Path.of("reports"),
            new TestToolchain.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1)),
            List.of(),
            evidence -> evidence.toString().getBytes(StandardCharsets.UTF_8),
            new Sandbox.Strength(false, "none")),
        Optional.empty(),
        new FactCache(),
        tree -> new TreeFacts(tree, TokenCounter::count),
        List.of());
  }

  private final class ScenarioModels implements Models {
    @Override
    public ModelProfile profile(String name) {
      return new ModelProfile(
          name,
          ModelProfile.Provider.REPLAY,
          name + "-1",
          Optional.empty(),
          window,
          ModelProfile.Framing.JSON,
          Optional.of(
              new Price(
                  new BigDecimal("3"),
                  new BigDecimal("15"),
                  new BigDecimal("0.3"),
                  new BigDecimal("3.75"))));
    }

    @Override
    public Model open(ModelProfile profile) {
      return profile.name().equals("auditor") ? auditor : model;
    }
  }

  /** The instants of a whole life, told of a copy of this world with the same script. */
  List<String> instants() throws InterruptedException {
    var copy = new RunScenario(plan);
    copy.model = script.copy();
    copy.auditor = auditScript.copy();
    copy.roles = roles;
    copy.window = window;
    var mortality = Mortality.none();
    copy.run(mortality);
    return mortality.instants();
  }

  /** The number of the first instant whose name begins so. */
  int instantOf(String name) throws InterruptedException {
    var instants = instants();
    for (int i = 0; i < instants.size(); i++) {
      if (instants.get(i).startsWith(name)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no instant '%s' in %s".formatted(name, instants));
  }

  RunRecord record() {
    return store.find(RUN).orElseThrow();
  }

  /** Every phase with its state and reason. */
  Map<String, String> phases() {
    var phases = new TreeMap<String, String>();
    for (var phase : store.phases(RUN)) {
      phases.put(
          phase.id().value(),
          phase.reason().isEmpty()
              ? phase.state().name()
              : "%s: %s".formatted(phase.state(), phase.reason()));
    }
    return phases;
  }

  PhaseState stateOf(String phase) {
    return store.phases(RUN).stream()
        .filter(record -> record.id().value().equals(phase))
        .map(PhaseRecord::state)
        .findFirst()
        .orElseThrow();
  }

  /** For a model that is no script: so that what it was asked is known. */
  void heard(ModelRequest request) {
    heard.add(request);
  }

  List<ModelRequest> requests() {
    return Stream.concat(script.requests().stream(), heard.stream()).toList();
  }

  /** What the model was asked the given time, from 1. */
  String prompt(int number) {
    return requests().get(number - 1).turns().getLast().text();
  }

  List<RunEvent> events() {
    return store.events(RUN, 0, Integer.MAX_VALUE).stream().map(StoredEvent::event).toList();
  }

  List<String> eventTypes() {
    return events().stream().map(RunEvent::type).toList();
  }

  List<RunEvent> shown() {
    return List.copyOf(shown);
  }

  GovernanceRequest request() {
    return store.unanswered(RUN).getFirst();
  }

  /** A person answers the one open question. */
  RunScenario answer(Answer.Choice choice, String reason) {
    var request = request();
    store.answer(
        request.id(),
        new Answer(choice, "ann", clock.instant(), reason),
        RunEvent.of("approval_answered", choice.name()));
    return this;
  }

  RunScenario approve() {
    return answer(Answer.Choice.APPROVED, "");
  }

  RunScenario raise(Limits limits) {
    store.otherProcess().raiseLimits(RUN, limits, RunEvent.of("limits_raised", "raised"));
    return this;
  }

  String report() {
    return new Report(store, record()).markdown();
  }

  /** How each call was settled, in the order made; unsettled ones as such. */
  List<String> settlements() {
    return store.calls(RUN).stream()
        .map(call -> call.settlement().map(done -> done.ending().name()).orElse("UNSETTLED"))
        .toList();
  }

  static PhaseId id(String phase) {
    return new PhaseId(phase);
  }
}
