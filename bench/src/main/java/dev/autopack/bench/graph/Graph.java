package dev.autopack.bench.graph;

import dev.autopack.bench.ExitCodes;
import dev.autopack.code.FactCache;
import dev.autopack.code.ImportGraph;
import dev.autopack.error.OperatorException;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.store.FactFile;
import dev.autopack.workspace.FolderTree;
import dev.autopack.workspace.git.GitRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds the import graph of a repository's HEAD in a fresh process with nothing kept, and then in
 * others with what the first one kept.
 */
public final class Graph {
  static final String USAGE = "bench/run graph --repo DIR [--runs N] [--edges] [--json]";

  private static final double NANOS = 1e9;
  private static final int MAX_FILES = 100_000;

  private Graph() {}

  /** Takes the arguments behind {@code graph}. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** The whole command; answers its exit code. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) throws Exception {
    return ExitCodes.of(
        errors,
        () -> {
          if (arguments.size() == 3 && arguments.getFirst().equals("one")) {
            out.println(measure(Path.of(arguments.get(1)), Path.of(arguments.get(2))));
          } else {
            print(GraphOptions.of(arguments), out);
          }
          return 0;
        });
  }

  private static void print(GraphOptions options, PrintStream out)
      throws IOException, InterruptedException {
    if (options.edges()) {
      printEdges(options.repository(), out);
      return;
    }
    var work = Files.createTempDirectory("autopack-graph-");
    try {
      var runs = new ArrayList<Taken>();
      for (int i = 0; i <= options.runs(); i++) {
        runs.add(inFreshProcess(options.repository(), work));
      }
      out.println(options.json() ? json(runs) : table(runs));
    } finally {
      FolderTree.remove(work);
    }
  }

  /**
   * One graph.
   *
   * @param processNanos from the start of the process
   * @param cpuNanos of the whole process, all threads; git's own is not in it
   */
  private record Taken(
      int files, int edges, int unread, long nanos, long processNanos, long cpuNanos) {
    static Taken parse(String line) {
      var parts = line.strip().split(" ", -1);
      return new Taken(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]),
          Long.parseLong(parts[3]),
          Long.parseLong(parts[4]),
          Long.parseLong(parts[5]));
    }

    @Override
    public String toString() {
      return "%d %d %d %d %d %d".formatted(files, edges, unread, nanos, processNanos, cpuNanos);
    }
  }

  private static Taken measure(Path folder, Path work) {
    var clock = InstantSource.system();
    var started = ProcessHandle.current().info().startInstant().orElseThrow();
    var runner = new LocalProcessRunner(System.getenv(), clock);
    try (var repository = GitRepository.open(folder, work.resolve("worktrees"), runner, clock)) {
      long begun = System.nanoTime();
      var tree = repository.read(repository.base());
      var shelf = new FactFile(work.resolve("facts"), folder.toString());
      var graph = ImportGraph.of(tree, MAX_FILES, new FactCache(shelf));
      long nanos = System.nanoTime() - begun;
      return new Taken(
          graph.read(),
          graph.edges(),
          graph.unread(),
          nanos,
          Duration.between(started, clock.instant()).toNanos(),
          ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
    }
  }

  private static Taken inFreshProcess(Path repository, Path work)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the program is started.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Graph.class.getName(),
                "one",
                repository.toString(),
                work.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new OperatorException(
          "The graph of '%s' cannot be built.".formatted(repository), "Read what is said above.");
    }
    return Taken.parse(line);
  }

  private static void printEdges(Path folder, PrintStream out) {
    var clock = InstantSource.system();
    var runner = new LocalProcessRunner(System.getenv(), clock);
    var worktrees = folder.resolveSibling("worktrees");
    try (var repository = GitRepository.open(folder, worktrees, runner, clock)) {
      var tree = repository.read(repository.base());
      var graph = ImportGraph.of(tree, MAX_FILES, new FactCache());
      var lines = new StringBuilder();
      for (var file : graph.files()) {
        graph.imports(file).forEach(to -> lines.append(file).append('\t').append(to).append('\n'));
      }
      out.print(lines);
    }
  }

  private static String table(List<Taken> runs) {
    var cold = runs.getFirst();
    return """
    | files | edges | unread | cold (s) | cached (s) | process, cold / cached (s) | CPU, cold / cached (s) |
    |---|---|---|---|---|---|---|
    | %,d | %,d | %,d | %s | %s | %s / %s | %s / %s |\
    """
        .formatted(
            cold.files(),
            cold.edges(),
            cold.unread(),
            seconds(cold.nanos()),
            seconds(cached(runs, Taken::nanos)),
            seconds(cold.processNanos()),
            seconds(cached(runs, Taken::processNanos)),
            seconds(cold.cpuNanos()),
            seconds(cached(runs, Taken::cpuNanos)));
  }

  private static String json(List<Taken> runs) {
    var cold = runs.getFirst();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("files", cold.files());
    facts.put("edges", cold.edges());
    facts.put("unread", cold.unread());
    facts.put("cold_seconds", cold.nanos() / NANOS);
    facts.put("cached_seconds", cached(runs, Taken::nanos) / NANOS);
    facts.put("cold_process_seconds", cold.processNanos() / NANOS);
    facts.put("cached_process_seconds", cached(runs, Taken::processNanos) / NANOS);
    facts.put("cold_cpu_seconds", cold.cpuNanos() / NANOS);
    facts.put("cached_cpu_seconds", cached(runs, Taken::cpuNanos) / NANOS);
    return JsonMapper.shared().writeValueAsString(facts);
  }

  /** The median of those that found what was kept. */
  private static long cached(List<Taken> runs, ToLongFunction<Taken> time) {
    var times = runs.stream().skip(1).mapToLong(time).sorted().toArray();
    return times[(times.length - 1) / 2];
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / NANOS);
  }
}
