package dev.autopack.bench.definitions;

import dev.autopack.bench.ExitCodes;
import dev.autopack.code.Language;
import dev.autopack.code.OutlineCache;
import dev.autopack.code.Reading;
import dev.autopack.edit.RepoPath;
import dev.autopack.store.FactFile;
import dev.autopack.workspace.FolderTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the changed files of real commits define, first with nothing kept and then with what
 * the first reading kept, and says what it took.
 */
public final class Definitions {
  private static final double NANOS = 1e9;
  private static final int KILO = 1024;

  private Definitions() {}

  /** Runs the command; the arguments are those behind {@code bench/run definitions}. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** The whole command; answers its exit code. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) throws IOException {
    return ExitCodes.<IOException>of(
        errors,
        () -> {
          var options = DefinitionsOptions.of(arguments);
          measure(options, out);
          return 0;
        });
  }

  private static void measure(DefinitionsOptions options, PrintStream out) throws IOException {
    var files = ChangedFiles.of(options);
    var work = Files.createTempDirectory("autopack-definitions-");
    try {
      var shelf = new FactFile(work, "changed files");
      var cold = Taken.by(() -> new OutlineCache(shelf).read(files, files.paths()));
      var cached = Taken.by(() -> new OutlineCache(shelf).read(files, files.paths()));
      var sums = sums(files, cold.readings());
      out.println(options.json() ? json(sums, cold, cached) : text(sums, cold, cached));
    } finally {
      FolderTree.remove(work);
    }
  }

  /**
   * One reading of all files.
   *
   * @param cpuNanos of all threads
   */
  private record Taken(Map<RepoPath, Reading> readings, long nanos, long cpuNanos) {
    /** What is timed. */
    interface Work {
      Map<RepoPath, Reading> read();
    }

    static Taken by(Work work) {
      long cpu = cpu();
      long begun = System.nanoTime();
      var readings = work.read();
      return new Taken(readings, System.nanoTime() - begun, cpu() - cpu);
    }

    private static long cpu() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
  }

  /** What was read of the files of one language. */
  private record Sum(int files, long bytes, int definitions, int broken, int unread) {
    static final Sum NONE = new Sum(0, 0, 0, 0, 0);

    Sum plus(Sum other) {
      return new Sum(
          files + other.files,
          bytes + other.bytes,
          definitions + other.definitions,
          broken + other.broken,
          unread + other.unread);
    }
  }

  private static Map<Language, Sum> sums(ChangedFiles files, Map<RepoPath, Reading> readings) {
    var sums = new TreeMap<Language, Sum>();
    files
        .files()
        .forEach((path, bytes) -> {
          var sum =
              readings.get(path) instanceof Reading.Read(var outline)
                  ? new Sum(
                      1,
                      bytes.length,
                      outline.definitions().size(),
                      outline.problems().isEmpty() ? 0 : 1,
                      0)
                  : new Sum(1, bytes.length, 0, 0, 1);
          sums.merge(Language.of(path).orElseThrow(), sum, Sum::plus);
        });
    return sums;
  }

  private static String text(Map<Language, Sum> sums, Taken cold, Taken cached) {
    var lines = new ArrayList<String>();
    lines.add("| language | files | KB | definitions | with a finding | not read |");
    lines.add("|---|---|---|---|---|---|");
    sums.forEach((language, sum) -> lines.add(row(language.name(), sum)));
    lines.add(row("all", sums.values().stream().reduce(Sum.NONE, Sum::plus)));
    lines.add("");
    lines.add("cold: %s".formatted(times(cold)));
    lines.add("cached: %s".formatted(times(cached)));
    return String.join("\n", lines);
  }

  private static String row(String name, Sum sum) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %,d | %,d |",
        name,
        sum.files(),
        sum.bytes() / KILO,
        sum.definitions(),
        sum.broken(),
        sum.unread());
  }

  private static String times(Taken taken) {
    return String.format(
        Locale.ROOT, "%.2f s, %.2f s of CPU", taken.nanos() / NANOS, taken.cpuNanos() / NANOS);
  }

  private static String json(Map<Language, Sum> sums, Taken cold, Taken cached) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("languages", sums);
    facts.put("cold_seconds", cold.nanos() / NANOS);
    facts.put("cold_cpu_seconds", cold.cpuNanos() / NANOS);
    facts.put("cached_seconds", cached.nanos() / NANOS);
    facts.put("cached_cpu_seconds", cached.cpuNanos() / NANOS);
    return JsonMapper.shared().writeValueAsString(facts);
  }
}
