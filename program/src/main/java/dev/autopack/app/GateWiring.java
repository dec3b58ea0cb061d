package dev.autopack.app;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
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
import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import dev.autopack.process.ProcessRunner;
import dev.autopack.process.Sandbox;
import dev.autopack.run.GateTools;
import dev.autopack.workspace.Setup;
import dev.autopack.workspace.Workspace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Puts together what executes the code that is judged: toolchains, set-up and their sandbox. */
final class GateWiring {
  private final Map<String, String> environment;
  private final UserFolders folders;
  private final Sandboxes sandboxes;
  private final InstantSource clock;

  GateWiring(
      Map<String, String> environment,
      UserFolders folders,
      Sandboxes sandboxes,
      InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.folders = folders;
    this.sandboxes = sandboxes;
    this.clock = clock;
  }

  /** The toolchains that the settings allow, where nothing is to be executed. */
  static TestRuns unexecuted(Settings settings) {
    return testRuns(
        settings,
        command -> {
          throw new IllegalStateException("a forecast runs nothing: " + command.argv());
        },
        GoBuildCache.AS_IT_IS);
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

  private static GateTools.CommandGate commandGate(CommandRun command) {
    return (task, patience) ->
        task.report().isPresent()
            ? command.run(task.argv(), task.report().get(), task.folder(), task.tree(), patience)
            : command.run(task.argv(), task.folder(), patience);
  }

  /**
   * What the gates of one run execute.
   *
   * @param own the run's folder, for reports and build caches
   * @param repository which nothing that is executed may read
   */
  GateTools tools(Path own, Path repository, Settings settings, Workspace workspace) {
    var setup = settings.setup();
    var cell = new Cell(repository, settings, sandboxes.of(settings));
    var children =
        cell.around(
            workspace.folder(),
            List.of(own.resolve("reports"), own.resolve("builds")),
            own.resolve("scratch"),
            Map.of(
                "GOCACHE", goBuildCache(own).toString(),
                "CARGO_TARGET_DIR", own.resolve("builds").resolve("cargo").toString()),
            settings.children().network());
    return new GateTools(
        testRuns(settings, children, () -> goSeed(cell).begin(goBuildCache(own))),
        commandGate(new CommandRun(children)),
        new Setup(
            children,
            new Setup.Options(
                setup.command().orElse(List.of()),
                setup.outputs().stream().map(RepoPath::value).toList(),
                Command.UNATTENDED,
                new Command.Bounds(setup.timeout(), setup.timeout(), 1024 * 1024)),
            folders.home().resolve("setup")),
        own.resolve("reports"),
        new TestToolchain.Patience(settings.tests().wall(), settings.tests().idle()),
        List.of(JsonSyntax.strict(), JsonSyntax.withComments(), new YamlSyntax(), new XmlSyntax()),
        EvidenceWriter::write,
        cell.sandbox().strength());
  }

  private static Path goBuildCache(Path own) {
    return own.resolve("builds").resolve("go");
  }

  /** Made with the variables and within the limits of a run's tests, as theirs it has to be. */
  private GoSeed goSeed(Cell cell) {
    return new GoSeed(
        folders.home().resolve("seeds").resolve("go"),
        (module, cache, scratch) ->
            cell.around(
                module,
                List.of(cache),
                scratch,
                Map.of("GOCACHE", cache.toString()),
                Confinement.Network.NEVER),
        clock);
  }

  /**
   * Holds what is executed for one run. Build caches are the run's own: what its tests put there is
   * read by no other run.
   */
  private final class Cell {
    private final Path repository;
    private final Settings settings;
    private final Sandbox sandbox;

    Cell(Path repository, Settings settings, Sandbox sandbox) {
      this.repository = repository;
      this.settings = settings;
      this.sandbox = sandbox;
    }

    Sandbox sandbox() {
      return sandbox;
    }

    ProcessRunner around(
        Path folder,
        List<Path> writable,
        Path scratch,
        Map<String, String> variables,
        Confinement.Network network) {
      return new PassingRunner(
          sandbox.within(
              new Confinement(
                  folder,
                  writable,
                  List.of(repository, folders.home(), folders.configuration()),
                  scratch,
                  variables,
                  network,
                  settings.children().limits())),
          environment,
          settings.children().pass());
    }
  }
}
