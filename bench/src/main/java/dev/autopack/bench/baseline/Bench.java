package dev.autopack.bench.baseline;

import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.tests.cargo.CargoToolchain;
import dev.autopack.gate.tests.go.GoToolchain;
import dev.autopack.gate.tests.maven.MavenToolchain;
import dev.autopack.gate.tests.node.NodeToolchain;
import dev.autopack.gate.tests.pytest.PytestToolchain;
import dev.autopack.plan.RunId;
import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.OpenSandbox;
import dev.autopack.process.ProcessRunner;
import dev.autopack.process.Sandbox;
import dev.autopack.process.sandbox.Bubblewrap;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Repository;
import dev.autopack.workspace.Setup;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.git.GitRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One worktree in which trees are laid out and tested as a run does it. One thread's. */
final class Bench implements AutoCloseable {
  private static final RunId NAME = new RunId("bench-baseline");

  private final BaselineOptions options;
  private final GitRepository repository;
  private final Path work;
  private final Workspace workspace;
  private final ProcessRunner children;
  private final TestRuns runs;
  private final Setup setup;

  private Bench(BaselineOptions options, GitRepository repository, Path work, Sandbox sandbox) {
    this.options = options;
    this.repository = repository;
    this.work = work;
    this.workspace = repository.lend(NAME, repository.base());
    this.children = sandbox.within(confinement());
    this.runs =
        new TestRuns(
            List.of(
                new PytestToolchain(children),
                new MavenToolchain(children),
                new NodeToolchain(children),
                new GoToolchain(children),
                new CargoToolchain(children)));
    var patience = Duration.ofMinutes(30);
    this.setup =
        new Setup(
            children,
            new Setup.Options(
                options.setup().map(line -> List.of("sh", "-c", line)).orElse(List.of()),
                options.outputs(),
                Command.UNATTENDED,
                new Command.Bounds(patience, patience, 1024 * 1024)),
            work.resolve("setup"));
  }

  static Bench open(Path clone, Path work, BaselineOptions options, LocalProcessRunner runner)
      throws InterruptedException {
    var clock = InstantSource.system();
    var repository = GitRepository.open(clone, work.resolve("worktrees"), runner, clock);
    return new Bench(options, repository, work, sandbox(options, runner));
  }

  private static Sandbox sandbox(BaselineOptions options, LocalProcessRunner runner)
      throws InterruptedException {
    if (!options.sandbox()) {
      return new OpenSandbox(runner);
    }
    var environment = System.getenv();
    var home = Path.of(environment.getOrDefault("HOME", "/"));
    return switch (Bubblewrap.find(runner, environment, home)) {
      case Bubblewrap.Search.Found(var sandbox) -> sandbox;
      case Bubblewrap.Search.Missing(var why) ->
          throw new EnvironmentException(
              "There is no sandbox: %s.".formatted(why),
              "Install bubblewrap, or add --no-sandbox.");
    };
  }

  private Confinement confinement() {
    var builds = work.resolve("builds");
    return new Confinement(
        workspace.folder(),
        List.of(work.resolve("reports"), builds, work.resolve("tool")),
        List.of(),
        work.resolve("scratch"),
        Map.of(
            "GOCACHE", builds.resolve("go").toString(),
            "CARGO_TARGET_DIR", builds.resolve("cargo").toString()),
        Confinement.Network.PREPARE,
        new Confinement.Limits(Duration.ofHours(2), 1024, 6L << 30, 8L << 30));
  }

  /**
   * What both sides say of a commit, by toolchain.
   *
   * @throws OperatorException where its tests cannot be run
   */
  Map<String, BothSaid> look(CommitId commit) throws IOException, InterruptedException {
    var tree = workspace.treeOf(commit);
    var files = workspace.read(tree);
    var request = request(files, commit);
    layOut(commit, files);
    prepare(commit, files, request);
    var reports = runs.run(request);
    var said = new LinkedHashMap<String, BothSaid>();
    for (var report : reports) {
      var tool = tool(report.toolchain());
      if (tool.isPresent()) {
        layOut(commit, files);
        said.put(report.toolchain(), new BothSaid(report, tool.get().ask(place(report, commit))));
      }
    }
    if (said.isEmpty()) {
      throw new OperatorException(
          "No tests were found at %s that this measurement can compare."
              .formatted(commit.abbreviated()),
          "Name another commit or repository.");
    }
    return said;
  }

  private static Optional<Tool> tool(String toolchain) {
    return Tool.of(toolchain.split(":", 2)[0]);
  }

  private Place place(TestReport report, CommitId commit) {
    var colon = report.toolchain().indexOf(':');
    var folder = colon < 0 ? "" : report.toolchain().substring(colon + 1);
    return new Place(
        children,
        workspace.folder().resolve(folder),
        folder,
        work.resolve("tool").resolve(commit.abbreviated()),
        Duration.ofMinutes(options.minutes()));
  }

  private TestToolchain.Request request(Tree files, CommitId commit) {
    var patience = Duration.ofMinutes(options.minutes());
    return new TestToolchain.Request(
        workspace.folder(),
        files,
        work.resolve("reports").resolve(commit.value()),
        List.of(),
        new TestToolchain.Patience(patience, patience));
  }

  private void layOut(CommitId commit, Tree files) {
    var kept = new ArrayList<>(options.outputs());
    kept.addAll(runs.prepared(files, List.of()));
    workspace.layOut(workspace.treeOf(commit), kept);
  }

  private void prepare(CommitId commit, Tree files, TestToolchain.Request request)
      throws InterruptedException {
    if (setup.prepare(workspace.folder(), files) instanceof Setup.Result.Failed(_, var output)) {
      throw new OperatorException(
          "The setup command does not work at %s: %s".formatted(commit.abbreviated(), output),
          "Correct --setup.");
    }
    var unready = runs.prepare(request);
    if (!unready.isEmpty()) {
      throw new OperatorException(
          unready.getFirst().trouble().getFirst().text(), "Mend that, or take another commit.");
    }
  }

  @Override
  public void close() {
    repository.remove(NAME, Repository.Removal.EVERYTHING);
    repository.close();
  }
}
