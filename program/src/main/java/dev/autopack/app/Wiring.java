package dev.autopack.app;

import dev.autopack.model.TokenCounter;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.FileFacts;
import dev.autopack.budget.ModelProfile;
import dev.autopack.builder.PromptedBuilder;
import dev.autopack.cli.Console;
import dev.autopack.cli.Program;
import dev.autopack.code.FactCache;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.Waiver;
import dev.autopack.gate.evidence.EvidenceReader;
import dev.autopack.manifest.Background;
import dev.autopack.manifest.History;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.PlanDraft;
import dev.autopack.manifest.PlanDrafter;
import dev.autopack.manifest.Preflight;
import dev.autopack.model.ModelCatalog;
import dev.autopack.output.UnitReaders;
import dev.autopack.plan.NeverList;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Policy;
import dev.autopack.policy.PolicyScope;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.run.Forecast;
import dev.autopack.run.Land;
import dev.autopack.run.Models;
import dev.autopack.run.RunCalibration;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunExecutor;
import dev.autopack.run.RunPorts;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunSettings;
import dev.autopack.run.RunState;
import dev.autopack.run.RunTools;
import dev.autopack.run.Verification;
import dev.autopack.store.FactFile;
import dev.autopack.store.Store;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Repository;
import dev.autopack.workspace.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Puts the packages together; what the gates execute is put together by {@link GateWiring}. */
final class Wiring implements Program, AutoCloseable {
  private static final String LAST_RESORT_MODEL = "sonnet";
  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);

  private final Map<String, String> environment;
  private final Path folder;
  private final Console console;
  private final Ports ports;
  private final Tempo tempo;
  private final InstantSource clock = InstantSource.system();
  private final LocalProcessRunner runner;
  private final UserFolders folders;
  private final PlanFiles plans;
  private final Sandboxes sandboxes;
  private final GateWiring gates;
  private final Map<Path, GitRepository> repositories = new ConcurrentHashMap<>();
  private final Map<String, FactCache> facts = new ConcurrentHashMap<>();

  Wiring(Map<String, String> environment, Path folder, Console console, Ports ports) {
    this(environment, folder, console, ports, Tempo.USUAL);
  }

  Wiring(Map<String, String> environment, Path folder, Console console, Ports ports, Tempo tempo) {
    this.tempo = tempo;
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.console = console;
    this.ports = ports;
    this.runner = new LocalProcessRunner(environment, clock);
    this.folders = UserFolders.of(this.environment);
    this.plans = new PlanFiles(folder);
    this.sandboxes = new Sandboxes(runner, this.environment, folders.user());
    this.gates = new GateWiring(this.environment, folders, sandboxes, clock);
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String person() {
    return environment.getOrDefault(
        "USER", environment.getOrDefault("LOGNAME", System.getProperty("user.name", "somebody")));
  }

  @Override
  public Repository repository() {
    return repositoryAt(folder);
  }

  /** Once a place: each holds a reading git process, which ends with ours. */
  private Repository repositoryAt(Path where) {
    return repositories.computeIfAbsent(
        where,
        folder ->
            GitRepository.open(
                folder, folders.home().resolve("worktrees"), runner, clock, ports.effects()));
  }

  @Override
  public Prepared prepare(PlanSource source) {
    var repository = repository();
    repository.base();
    var settings = settings(repository.top());
    var loaded = plans.load(source, repository.top());
    var plan = bounded(loaded.plan(), settings);
    var sources =
        new RunRecord.Sources(
            repository.top().toString(),
            plan.name(),
            loaded.name(),
            loaded.text(),
            settings.toJson());
    return new Prepared(plan, loaded.warnings(), sources, repository);
  }

  private Settings settings(Path top) {
    var file = top.resolve(NeverList.SETTINGS_FILE);
    return sandboxes.chosen(
        Files.exists(file)
            ? SettingsReader.read(NeverList.SETTINGS_FILE, PlanFiles.read(file, "settings"))
                .orThrow()
            : Settings.DEFAULT);
  }

  @Override
  public String sandbox(Prepared prepared) {
    return sandboxes.explain(Settings.fromJson(prepared.sources().settingsText()));
  }

  /** The plan with the settings' limits where it sets none of its own. */
  private static Plan bounded(Plan plan, Settings settings) {
    return plan.withLimits(plan.limits().orElse(settings.bounds().limits()));
  }

  @Override
  public PlanDraft draft(String goal) {
    var repository = repository();
    var start = start(repository, settings(repository.top()));
    var background = new Background(List.of(), start.past(), Optional.empty(), Optional.empty());
    var maker = new ManifestMaker(Preflight.STANDARD, start.facts());
    return new PlanDrafter(maker, start.tree(), background).draft(goal);
  }

  /** What a run would begin with now. */
  private Forecast.Start start(Repository repository, Settings settings) {
    return Forecast.Start.of(
        repository.read(repository.base()),
        () -> repository.history(repository.base(), History.MAX_CHANGES),
        GateWiring.unexecuted(settings),
        facts(repository.top().toString()),
        Wiring::sizes,
        calibration(repository.top().toString()));
  }

  @Override
  public Forecast forecast(Prepared prepared) {
    var settings = Settings.fromJson(prepared.sources().settingsText());
    return Forecast.of(
        prepared.plan(),
        start(prepared.repository(), settings),
        runSettings(settings),
        modelsOf(Path.of(prepared.sources().repository())),
        new Policy(settings.rules().protectedPaths()),
        plans.inRepository(
            Path.of(prepared.sources().repository()), prepared.sources().planFile()));
  }

  /** Where nothing ever ran, nothing is known, and no database is made for it. */
  private RunCalibration calibration(String repository) {
    if (!Store.isAt(folders.home())) {
      return RunCalibration.NONE;
    }
    try (var store = Store.open(folders.home(), clock)) {
      return RunCalibration.learnt(repository, store.records());
    }
  }

  private static FileFacts sizes(Tree tree) {
    return new TreeFacts(tree, TokenCounter::count);
  }

  /** Once a repository: what is read of its sources is kept in the home folder. */
  private FactCache facts(String repository) {
    return facts.computeIfAbsent(
        repository, place -> new FactCache(new FactFile(folders.home().resolve("facts"), place)));
  }

  @Override
  public List<String> explain(RepoPath path, Optional<Path> plan) {
    return plan.isPresent() ? explainIn(plan.orElseThrow(), path) : explainAlone(path);
  }

  private List<String> explainAlone(RepoPath path) {
    var settings = settings(repository().top());
    var policy = new Policy(settings.rules().protectedPaths());
    return lines("", path, policy.explain(path, PolicyScope.everything()));
  }

  /** As each phase would be judged on the tree that a run would start from. */
  private List<String> explainIn(Path plan, RepoPath path) {
    var prepared = prepare(new PlanSource.File(plan));
    var settings = Settings.fromJson(prepared.sources().settingsText());
    var policy = new Policy(settings.rules().protectedPaths());
    var repository = prepared.repository();
    var isNew = !repository.read(repository.base()).contains(path);
    var planFile =
        plans.inRepository(Path.of(prepared.sources().repository()), prepared.sources().planFile());
    return forecast(prepared).phases().stream()
        .flatMap(phase ->
            lines(
                "phase %s: ".formatted(phase.id()),
                path,
                phase.findings(path, isNew, policy, planFile))
                .stream())
        .toList();
  }

  private static List<String> lines(String where, RepoPath path, List<Finding> found) {
    return found.isEmpty()
        ? List.of("%sallow   no rule speaks of '%s'".formatted(where, path))
        : found.stream()
            .map(finding ->
                "%s%-7s %s: %s"
                    .formatted(
                        where,
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.rule(),
                        finding.justification()))
            .toList();
  }

  @Override
  public List<ModelProfile> models() {
    var catalog = catalog();
    return catalog.names().stream().map(name -> catalog.model(name).profile()).toList();
  }

  private ModelCatalog catalog() {
    var own = folders.configuration().resolve(ModelCatalog.FILE_NAME);
    var shipped = ModelCatalog.shipped();
    if (!Files.exists(own)) {
      return shipped;
    }
    try {
      return shipped.with(own.toString(), Files.readAllBytes(own)).orThrow();
    } catch (IOException e) {
      throw new EnvironmentException(
          "'%s' cannot be read: %s".formatted(own, e.getMessage()), "Check its permissions.", e);
    }
  }

  private Models modelsOf(Path repository) {
    return new CatalogModels(
        new CatalogModels.Keyring(environment, folders.user(), repository),
        this::catalog,
        tempo,
        clock,
        console);
  }

  private static RunSettings runSettings(Settings settings) {
    return new RunSettings(
        settings.models(),
        LAST_RESORT_MODEL,
        settings.bounds().attempts(),
        settings.bounds().maxPromptTokens(),
        settings.rules().approvalExpiry(),
        settings.rules().waivers().stream()
            .map(gate -> new Waiver(gate, NeverList.SETTINGS_FILE))
            .toList(),
        settings.quality());
  }

  @Override
  public boolean demo() throws InterruptedException {
    return Demo.run(environment, console) == 0;
  }

  /** Ends the reading git processes; they would end with this one. */
  @Override
  public void close() {
    repositories.values().forEach(GitRepository::close);
  }

  @Override
  public Session open() {
    return new OpenSession(Store.open(folders.home(), clock));
  }

  private final class OpenSession implements Session {
    private final Store store;
    private final RunPorts runPorts;
    private final List<RunLog> logs = new ArrayList<>();

    OpenSession(Store store) {
      this.store = store;
      this.runPorts =
          new RunPorts(
              ports.journal().apply(store.journal()),
              ports.store().apply(store.runs()),
              ports.artefacts().apply(store.artefacts()),
              store.locks(),
              store.records(),
              store.tests());
    }

    @Override
    public RunPorts ports() {
      return runPorts;
    }

    @Override
    public RunRecord start(Prepared prepared) {
      // Said before anything is made.
      sandboxes.of(Settings.fromJson(prepared.sources().settingsText()));
      var base = prepared.repository().base();
      var id = runId(prepared.plan().name());
      var record =
          new RunRecord(
              id, RunState.RUNNING, prepared.sources(), base.value(), clock.instant(), "", 0);
      runPorts
          .store()
          .create(
              record,
              prepared.plan().phases().stream().map(dev.autopack.plan.Phase::id).toList(),
              new RunEvent(
                  "run_created",
                  Map.of("plan", prepared.plan().name(), "base", base.value()),
                  "run %s of plan '%s'".formatted(id, prepared.plan().name())));
      return record;
    }

    private RunId runId(String plan) {
      var slug =
          plan.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      var short40 = slug.length() <= 40 ? slug : slug.substring(0, 40).replaceAll("-$", "");
      return new RunId(
          "%s-%s-%s"
              .formatted(
                  short40.isEmpty() ? "run" : short40,
                  RUN_TIME.format(clock.instant()),
                  UUID.randomUUID().toString().substring(0, 4)));
    }

    @Override
    public RunExecutor executor(RunRecord run, RunExecutor.Onlooker onlooker) {
      var settings = Settings.fromJson(run.sources().settingsText());
      var inside =
          plans.inRepository(Path.of(run.sources().repository()), run.sources().planFile());
      var plan = bounded(plan(run), settings);
      var repository = repository(run);
      var workspace = repository.create(run.id(), new CommitId(run.baseCommit()));
      logs.add(RunLog.open(folder(run.id()).resolve("log")));
      var tools =
          new RunTools(
              workspace,
              modelsOf(Path.of(run.sources().repository())),
              new PromptedBuilder(UnitReaders::of),
              new Policy(settings.rules().protectedPaths()),
              gates.tools(
                  folder(run.id()), Path.of(run.sources().repository()), settings, workspace),
              inside,
              facts(run.sources().repository()),
              Wiring::sizes,
              repository.notices());
      return new RunExecutor(
          run,
          plan,
          runPorts,
          tools,
          runSettings(settings),
          clock,
          "%s, process %d".formatted(person(), ProcessHandle.current().pid()),
          onlooker);
    }

    private Plan plan(RunRecord run) {
      var file = run.sources().planFile();
      return PlanReader.read(
              file,
              run.sources().planText().getBytes(StandardCharsets.UTF_8),
              plans.inRepository(Path.of(run.sources().repository()), file))
          .orThrow();
    }

    @Override
    public Verification verification(Repository repository, Consumer<String> progress) {
      var settings = settings(repository.top());
      return new Verification(
          repository,
          workspace ->
              gates.tools(folders.home().resolve("verify"), repository.top(), settings, workspace),
          store.locks(),
          EvidenceReader::read,
          progress);
    }

    @Override
    public Land land(RunRecord run, Consumer<String> progress) {
      var settings = Settings.fromJson(run.sources().settingsText());
      return new Land(
          run,
          plan(run),
          repository(run),
          workspace ->
              gates.tools(
                  folder(run.id()), Path.of(run.sources().repository()), settings, workspace),
          store.locks(),
          runSettings(settings).waivers(),
          clock,
          progress);
    }

    @Override
    public Repository repository(RunRecord run) {
      var place = Path.of(run.sources().repository());
      if (!Files.isDirectory(place)) {
        throw new OperatorException(
            "The repository '%s' of the run '%s' is not there any more.".formatted(place, run.id()),
            "Put it back, or remove what is left of the run: autopack clean --everything "
                + run.id());
      }
      return repositoryAt(place);
    }

    @Override
    public void forget(RunRecord run) {
      // A repository that is gone took the run's branch and refs with it.
      if (Files.isDirectory(Path.of(run.sources().repository()))) {
        repository(run).remove(run.id(), Repository.Removal.EVERYTHING);
      }
      runPorts.store().remove(run.id());
      Folders.remove(folder(run.id()));
    }

    @Override
    public Path folder(RunId run) {
      return folders.run(run.value());
    }

    @Override
    public void close() {
      logs.forEach(RunLog::close);
      store.close();
    }
  }
}
