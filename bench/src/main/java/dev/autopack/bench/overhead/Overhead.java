package dev.autopack.bench.overhead;

import dev.autopack.bench.ExitCodes;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.TestsGate;
import dev.autopack.gate.TestsQuestion;
import dev.autopack.gate.tests.go.GoToolchain;
import dev.autopack.gate.tests.maven.MavenToolchain;
import dev.autopack.gate.tests.pytest.PytestToolchain;
import dev.autopack.plan.Validation;
import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.OpenSandbox;
import dev.autopack.process.ProcessRunner;
import dev.autopack.process.sandbox.Bubblewrap;
import dev.autopack.workspace.FolderTree;
import dev.autopack.workspace.git.GitRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a small project's tests by their bare command and through the gate, with and without the
 * sandbox, in turn so that all meet the same load, and prints the medians.
 */
public final class Overhead {
  static final String USAGE =
      "bench/run overhead [--kind pytest|pytest-uncovered|go|maven] [--runs N] [--millis N]";

  private static final Duration LONG = Duration.ofMinutes(20);
  private static final int KEPT_BYTES = 1024 * 1024;

  private final Sample sample;
  private final Path work;
  private final List<Way> ways = new ArrayList<>();

  private Overhead(Sample sample, Path work) {
    this.sample = sample;
    this.work = work;
  }

  /** Takes the arguments behind {@code overhead}. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** The whole command; answers its exit code. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) throws Exception {
    return ExitCodes.of(
        errors,
        () -> {
          var options = OverheadOptions.of(arguments);
          out.println("| tests | way | fastest (ms) | median (ms) | over bare (ms) | over bare |");
          out.println("|---|---|---|---|---|---|");
          for (var kind : options.kinds()) {
            measure(Sample.of(kind, options.millis()), options.runs(), out);
          }
          return 0;
        });
  }

  private static void measure(Sample sample, int runs, PrintStream out)
      throws IOException, InterruptedException {
    var work = Files.createTempDirectory("autopack-overhead-").toRealPath();
    try {
      new Overhead(sample, work).measure(runs, out);
    } finally {
      FolderTree.remove(work);
    }
  }

  /** One way to run the tests; answers how long it took. */
  private record Way(String name, Run run, List<Long> nanos) {
    Way(String name, Run run) {
      this(name, run, new ArrayList<>());
    }

    long median() {
      return nanos.stream().sorted().toList().get(nanos.size() / 2);
    }

    long fastest() {
      return nanos.stream().mapToLong(Long::longValue).min().orElseThrow();
    }
  }

  @FunctionalInterface
  private interface Run {
    void once() throws IOException, InterruptedException;
  }

  private void measure(int runs, PrintStream out) throws IOException, InterruptedException {
    var runner = new LocalProcessRunner(System.getenv(), InstantSource.system());
    var project = work.resolve("project");
    sample.write(project);
    commit(runner, project);
    try (var repository =
        GitRepository.open(project, work.resolve("worktrees"), runner, InstantSource.system())) {
      var tree = repository.read(repository.base());
      addWays(runner, project, tree);
      for (int run = -1; run < runs; run++) {
        for (var way : ways) {
          var begun = System.nanoTime();
          way.run().once();
          var took = System.nanoTime() - begun;
          // The first of each compiles and fills caches.
          if (run >= 0) {
            way.nanos().add(took);
          }
        }
      }
    }
    print(out);
  }

  private void addWays(LocalProcessRunner runner, Path project, Tree tree)
      throws InterruptedException {
    var confinement = confinement(project);
    var open = new OpenSandbox(runner).within(confinement);
    ways.add(new Way("bare", () -> bare(runner, project)));
    ways.add(new Way("the gate", gate(open, project, tree)));
    var home = Path.of(System.getenv().getOrDefault("HOME", "/"));
    if (Bubblewrap.find(runner, System.getenv(), home)
        instanceof Bubblewrap.Search.Found(var sandbox)) {
      var confined = sandbox.within(confinement);
      ways.add(new Way("bare, in the sandbox", () -> bare(confined, project)));
      ways.add(new Way("the gate, in the sandbox", gate(confined, project, tree)));
    }
  }

  private void bare(ProcessRunner runner, Path project) throws InterruptedException {
    var bounds = new Command.Bounds(LONG, LONG, KEPT_BYTES);
    var exit = runner.run(new Command(sample.bare(), project, environment(), bounds));
    if (!exit.isSuccess()) {
      throw new OperatorException(
          "The tests of the sample fail: " + exit.out() + exit.err(),
          "Install what '%s' needs.".formatted(String.join(" ", sample.bare())));
    }
  }

  private Run gate(ProcessRunner runner, Path project, Tree tree) throws InterruptedException {
    var runs =
        new TestRuns(
            List.of(
                new PytestToolchain(runner), new MavenToolchain(runner), new GoToolchain(runner)));
    var patience = new TestToolchain.Patience(LONG, LONG);
    var request =
        new TestToolchain.Request(
            project, tree, work.resolve("reports"), List.<RepoPath>of(), patience);
    var unready = runs.prepare(request);
    if (!unready.isEmpty()) {
      throw new OperatorException(unready.toString(), "Install what the sample needs.");
    }
    var first = runs.run(request);
    refuse(first);
    var baseline = new Baseline("0".repeat(40), first);
    return () -> {
      var reports = runs.run(request);
      refuse(reports);
      TestsGate.judge(
          new TestsQuestion(Validation.NONE, List.of(), List.of(), baseline, reports, tree));
    };
  }

  private static void refuse(List<TestReport> reports) {
    for (var report : reports) {
      if (!report.trouble().isEmpty() || report.results().isEmpty()) {
        throw new OperatorException(
            "The gate cannot run the sample: " + report.trouble(), "Install what it needs.");
      }
    }
  }

  private Confinement confinement(Path project) {
    return new Confinement(
        project,
        List.of(work.resolve("reports"), work.resolve("builds"), work.resolve("caches")),
        List.of(),
        work.resolve("scratch"),
        environment(),
        Confinement.Network.PREPARE,
        new Confinement.Limits(LONG, 512, 4L << 30, 4L << 30));
  }

  /** One build cache for all ways, so that none compiles what another has. */
  private Map<String, String> environment() {
    return Map.of("GOCACHE", work.resolve("builds/go").toString());
  }

  private static void commit(LocalProcessRunner runner, Path project) throws InterruptedException {
    for (var words :
        List.of(List.of("init", "-q"), List.of("add", "-A"), List.of("commit", "-qm", "sample"))) {
      var argv =
          new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.com"));
      argv.addAll(words);
      var bounds = new Command.Bounds(LONG, LONG, KEPT_BYTES);
      var exit = runner.run(new Command(argv, project, Map.of(), bounds));
      if (!exit.isSuccess()) {
        throw new IllegalStateException(exit.err());
      }
    }
  }

  private void print(PrintStream out) {
    for (var way : ways) {
      // A way in the sandbox is held against the bare command outside of it, too.
      var over = way.median() - ways.getFirst().median();
      out.printf(
          Locale.ROOT,
          "| %s | %s | %,.0f | %,.0f | %,.0f | %.0f %% |%n",
          sample.kind(),
          way.name(),
          way.fastest() / 1e6,
          way.median() / 1e6,
          over / 1e6,
          100.0 * over / ways.getFirst().median());
    }
  }
}
