package dev.autopack.bench.graph;

import dev.autopack.code.FactCache;
import dev.autopack.code.ImportGraph;
import dev.autopack.error.OperatorException;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.store.FactFile;
import dev.autopack.workspace.FolderTree;
import dev.autopack.workspace.git.GitRepository;
import java.io.IOException;
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
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      run(arguments);
    } catch (OperatorException e) {
      System.err.println("error: " + e.getMessage() + "\n next: " + e.nextStep());
      System.exit(2);
    }
  }

  private static void run(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3 && arguments[0].equals("one")) {
      System.out.println(measure(Path.of(arguments[1]), Path.of(arguments[2])));
      return;
    }
    var options = GraphOptions.parse(arguments);
    if (options.edges()) {
      printEdges(options.repository());
      return;
    }
    var work = Files.createTempDirectory("autopack-graph-");
    try {
      var runs = new ArrayList<Taken>();
      for (int i = 0; i <= options.runs(); i++) {
        runs.add(inFreshProcess(options.repository(), work));
      }
      System.out.println(options.json() ? json(runs) : table(runs));
    } finally {
      FolderTree.remove(work);
    }
  }

  /**
   * One graph.
   *
   * @param processNanos from the start of the process
   */
  private record Taken(int files, int edges, int unread, long nanos, long processNanos) {
    static Taken parse(String line) {
      var parts = line.strip().split(" ", -1);
      return new Taken(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]),
          Long.parseLong(parts[3]),
          Long.parseLong(parts[4]));
    }

    @Override
    public String toString() {
      return "%d %d %d %d %d".formatted(files, edges, unread, nanos, processNanos);
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
          Duration.between(started, clock.instant()).toNanos());
    }
  }

  private static Taken inFreshProcess(Path repository, Path work)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
          "The graph of '%s' cannot be built.".formatted(repository), "See what is said above.");
    }
    return Taken.parse(line);
  }

  private static void printEdges(Path folder) {
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
      System.out.print(lines);
    }
  }

  private static String table(List<Taken> runs) {
    var cold = runs.getFirst();
    return """
    | files | edges | unread | cold (s) | cached (s) | process, cold / cached (s) |
    |---|---|---|---|---|---|
    | %,d | %,d | %,d | %s | %s | %s / %s |\
    """
        .formatted(
            cold.files(),
            cold.edges(),
            cold.unread(),
            seconds(cold.nanos()),
            seconds(cached(runs, Taken::nanos)),
            seconds(cold.processNanos()),
            seconds(cached(runs, Taken::processNanos)));
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
