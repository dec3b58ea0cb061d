package dev.autopack.app;

import dev.autopack.model.TokenCounter;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.ModelProfile;
import dev.autopack.builder.PromptedBuilder;
import dev.autopack.cli.Console;
import dev.autopack.cli.Program;
import dev.autopack.code.FactCache;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.Waiver;
import dev.autopack.gate.evidence.EvidenceReader;
import dev.autopack.gate.evidence.EvidenceWriter;
import dev.autopack.gate.syntax.JsonSyntax;
import dev.autopack.gate.syntax.XmlSyntax;
import dev.autopack.gate.syntax.YamlSyntax;
import dev.autopack.gate.tests.cargo.CargoToolchain;
import dev.autopack.gate.tests.command.CommandRun;
import dev.autopack.gate.tests.go.GoBuildCache;
import dev.autopack.gate.tests.go.GoSeed;
import dev.autopack.gate.tests.go.GoToolchain;
import dev.autopack.gate.tests.gradle.GradleToolchain;
import dev.autopack.gate.tests.maven.MavenToolchain;
import dev.autopack.gate.tests.node.NodeToolchain;
import dev.autopack.gate.tests.pytest.PytestToolchain;
import dev.autopack.manifest.Background;
import dev.autopack.manifest.History;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.PlanDraft;
import dev.autopack.manifest.PlanDrafter;
import dev.autopack.manifest.Preflight;
import dev.autopack.model.ModelCatalog;
import dev.autopack.output.UnitReaders;
import dev.autopack.plan.NeverList;
import dev.autopack.plan.OnePhasePlan;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import dev.autopack.plan.RunId;
import dev.autopack.plan.StrictDocument;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Policy;
import dev.autopack.policy.PolicyScope;
import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.ProcessRunner;
import dev.autopack.process.Sandbox;
import dev.autopack.run.Forecast;
import dev.autopack.run.GateTools;
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
import dev.autopack.workspace.Setup;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import java.util.stream.Collectors;

/** Puts the packages together: the one place that names every concrete class. */
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
  private final Sandboxes sandboxes;
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
    this.sandboxes = new Sandboxes(runner, this.environment, userHome());
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

  private Path home() {
    var named = environment.get("AUTOPACK_HOME");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    var state = environment.get("XDG_STATE_HOME");
    return (state != null && !state.isBlank()
            ? Path.of(state)
            : userHome().resolve(".local").resolve("state"))
        .resolve("autopack");
  }

  private Path configuration() {
    var named = environment.get("AUTOPACK_CONFIG");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    var config = environment.get("XDG_CONFIG_HOME");
    return (config != null && !config.isBlank() ? Path.of(config) : userHome().resolve(".config"))
        .resolve("autopack");
  }

  private Path userHome() {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
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
                folder, home().resolve("worktrees"), runner, clock, ports.effects()));
  }

  @Override
  public Prepared prepare(PlanSource source) {
    var repository = repository();
    repository.base();
    var settings = settings(repository.top());
    var content = planContent(source);
    var file = planFile(source);
    var inRepository = inRepository(repository.top(), file);
    Reading<Plan> reading = PlanReader.read(file, content, inRepository);
    var plan = bounded(planOf(source, reading), settings);
    var warnings = reading instanceof Reading.Read<Plan>(_, var told) ? told : List.<String>of();
    var sources =
        new RunRecord.Sources(
            repository.top().toString(),
            plan.name(),
            inRepository.map(RepoPath::value).orElse(file),
            new String(content, StandardCharsets.UTF_8),
            settings.toJson());
    return new Prepared(plan, warnings, sources, repository);
  }

  /** What was typed has no lines to point at. */
  private static Plan planOf(PlanSource source, Reading<Plan> reading) {
    if (source instanceof PlanSource.Goal
        && reading instanceof Reading.Mistaken<Plan>(_, var mistakes)) {
      throw new OperatorException(
          mistakes.stream()
              .map(mistake -> mistake.problem() + " " + mistake.suggestion())
              .distinct()
              .collect(Collectors.joining("\n")),
          "Correct the command line; see: autopack run --help");
    }
    return reading.orThrow();
  }

  private Settings settings(Path top) {
    var file = top.resolve(NeverList.SETTINGS_FILE);
    return sandboxes.chosen(
        Files.exists(file)
            ? SettingsReader.read(NeverList.SETTINGS_FILE, read(file, "settings")).orThrow()
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

  private byte[] planContent(PlanSource source) {
    return switch (source) {
      case PlanSource.File(var path) -> read(folder.resolve(path), "plan");
      case PlanSource.Goal(var goal, var deliverables, var validation) ->
          (OnePhasePlan.text(goal, deliverables)
                  + validation
                      .map(command ->
                          "    validation: {command: %s}\n".formatted(OnePhasePlan.quoted(command)))
                      .orElse(""))
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  private static String planFile(PlanSource source) {
    return switch (source) {
      case PlanSource.File(var path) -> path.toString();
      case PlanSource.Goal _ -> "(goal)";
    };
  }

  private Optional<RepoPath> inRepository(Path top, String file) {
    var absolute = folder.resolve(file).normalize();
    if (!absolute.startsWith(top)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RepoPath(top.relativize(absolute).toString()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** At most a byte more than is ever accepted: the reader refuses what is larger. */
  private static byte[] read(Path file, String what) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(StrictDocument.MAX_BYTES + 1);
    } catch (NoSuchFileException _) {
      throw new OperatorException(
          "There is no %s '%s'.".formatted(what, file), "Correct the path, or write the file.");
    } catch (IOException e) {
      throw new OperatorException(
          "The %s '%s' cannot be read: %s".formatted(what, file, e.getMessage()),
          "Check that it is a file that can be read.");
    }
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
        testRuns(
            settings,
            command -> {
              throw new IllegalStateException("a forecast runs nothing: " + command.argv());
            },
            GoBuildCache.AS_IT_IS),
        facts(repository.top().toString()),
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
        inRepository(Path.of(prepared.sources().repository()), prepared.sources().planFile()));
  }

  /** Where nothing ever ran, nothing is known, and no database is made for it. */
  private RunCalibration calibration(String repository) {
    if (!Store.isAt(home())) {
      return RunCalibration.NONE;
    }
    try (var store = Store.open(home(), clock)) {
      return RunCalibration.learnt(repository, store.records());
    }
  }

  /** Once a repository: what is read of its sources is kept in the home folder. */
  private FactCache facts(String repository) {
    return facts.computeIfAbsent(
        repository, place -> new FactCache(new FactFile(home().resolve("facts"), place)));
  }

  private static GateTools.CommandGate commandGate(CommandRun command) {
    return (task, patience) ->
        task.report().isPresent()
            ? command.run(task.argv(), task.report().get(), task.folder(), task.tree(), patience)
            : command.run(task.argv(), task.folder(), patience);
  }

  private static TestRuns testRuns(
      Settings settings, ProcessRunner children, GoBuildCache goBuildCache) {
    return new TestRuns(
        List.<TestToolchain>of(
                new PytestToolchain(children),
                new MavenToolchain(children),
                new GradleToolchain(children),
                new NodeToolchain(children),
                new GoToolchain(children, goBuildCache),
                new CargoToolchain(children))
            .stream()
            .filter(
                one -> settings.tests().toolchains().map(it -> it.contains(one.id())).orElse(true))
            .toList());
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
        inRepository(Path.of(prepared.sources().repository()), prepared.sources().planFile());
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
    var own = configuration().resolve(ModelCatalog.FILE_NAME);
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
        new CatalogModels.Keyring(environment, userHome(), repository),
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
    return new OpenSession(Store.open(home(), clock));
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
      var inside = inRepository(Path.of(run.sources().repository()), run.sources().planFile());
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
              gateTools(folder(run.id()), Path.of(run.sources().repository()), settings, workspace),
              inside,
              facts(run.sources().repository()),
              tree -> new TreeFacts(tree, TokenCounter::count),
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
              inRepository(Path.of(run.sources().repository()), file))
          .orThrow();
    }

    @Override
    public Verification verification(Repository repository, Consumer<String> progress) {
      var settings = settings(repository.top());
      return new Verification(
          repository,
          workspace -> gateTools(home().resolve("verify"), repository.top(), settings, workspace),
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
              gateTools(folder(run.id()), Path.of(run.sources().repository()), settings, workspace),
          store.locks(),
          runSettings(settings).waivers(),
          clock,
          progress);
    }

    private GateTools gateTools(Path own, Path repository, Settings settings, Workspace workspace) {
      var setup = settings.setup();
      var sandbox = sandboxes.of(settings);
      var children =
          new PassingRunner(
              sandbox.within(confinement(own, repository, settings, workspace)),
              environment,
              settings.children().pass());
      return new GateTools(
          testRuns(
              settings,
              children,
              () -> goSeed(repository, settings, sandbox).begin(goBuildCache(own))),
          commandGate(new CommandRun(children)),
          new Setup(
              children,
              new Setup.Options(
                  setup.command().orElse(List.of()),
                  setup.outputs().stream().map(RepoPath::value).toList(),
                  Command.UNATTENDED,
                  new Command.Bounds(setup.timeout(), setup.timeout(), 1024 * 1024)),
              home().resolve("setup")),
          own.resolve("reports"),
          new TestToolchain.Patience(settings.tests().wall(), settings.tests().idle()),
          List.of(
              JsonSyntax.strict(), JsonSyntax.withComments(), new YamlSyntax(), new XmlSyntax()),
          EvidenceWriter::write,
          sandbox.strength());
    }

    /** Build caches are the run's own: what its tests put there is read by no other run. */
    private Confinement confinement(
        Path own, Path repository, Settings settings, Workspace workspace) {
      return new Confinement(
          workspace.folder(),
          List.of(own.resolve("reports"), own.resolve("builds")),
          List.of(repository, home(), configuration()),
          own.resolve("scratch"),
          Map.of(
              "GOCACHE", goBuildCache(own).toString(),
              "CARGO_TARGET_DIR", own.resolve("builds").resolve("cargo").toString()),
          settings.children().network(),
          settings.children().limits());
    }

    private static Path goBuildCache(Path own) {
      return own.resolve("builds").resolve("go");
    }

    /** Made with the variables and within the limits of a run's tests, as theirs it has to be. */
    private GoSeed goSeed(Path repository, Settings settings, Sandbox sandbox) {
      return new GoSeed(
          home().resolve("seeds").resolve("go"),
          (module, cache, scratch) ->
              new PassingRunner(
                  sandbox.within(
                      new Confinement(
                          module,
                          List.of(cache),
                          List.of(repository, home(), configuration()),
                          scratch,
                          Map.of("GOCACHE", cache.toString()),
                          Confinement.Network.NEVER,
                          settings.children().limits())),
                  environment,
                  settings.children().pass()),
          clock);
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
      return home().resolve("runs").resolve(run.value());
    }

    @Override
    public void close() {
      logs.forEach(RunLog::close);
      store.close();
    }
  }
}
