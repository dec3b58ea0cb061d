package dev.autopack.bench.definitions;

import dev.autopack.bench.commits.Commits;
import dev.autopack.bench.commits.ContentsPack;
import dev.autopack.code.Language;
import dev.autopack.code.Reading;
import dev.autopack.code.SourceReader;
import dev.autopack.edit.RepoPath;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the definitions of changed files of real commits, in this order, and says what it took.
 *
 * <p>Arguments: {@code --commits FILE --contents PACK [--files N]}.
 */
public final class Definitions {
  private int files;
  private int definitions;
  private int broken;
  private int unread;
  private long chars;
  private long nanos;

  private Definitions() {}

  /** Runs the command; the arguments are those behind {@code bench/run definitions}. */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var options = new LinkedHashMap<String, String>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    if (!options.containsKey("--commits") || !options.containsKey("--contents")) {
      System.err.println("error: '--commits' or '--contents' is missing.");
      System.err.println(" next: bench/run definitions --commits FILE --contents PACK [--files N]");
      System.exit(2);
    }
    int most = Integer.parseInt(options.getOrDefault("--files", "1000"));
    var texts = texts(Path.of(options.get("--commits")), Path.of(options.get("--contents")), most);
    measure(texts, out);
  }

  private static Map<String, String> texts(Path commitsFile, Path pack, int most) {
    var commits = Commits.read(commitsFile);
    var contents = ContentsPack.read(pack, commits);
    var texts = new LinkedHashMap<String, String>();
    for (var commit : commits) {
      for (var file : contents.find(commit).stream().flatMap(it -> it.files().stream()).toList()) {
        var isCode = isReadable(file.path());
        if (isCode && file.after().isPresent() && texts.size() < most) {
          texts.put(commit.sha() + "/" + file.path(), file.after().get());
        }
      }
    }
    return texts;
  }

  private static boolean isReadable(String path) {
    return Language.of(new RepoPath(path)).isPresent();
  }

  private static void measure(Map<String, String> texts, PrintStream out) {
    var byLanguage = new TreeMap<Language, Definitions>();
    var all = new Definitions();
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    texts.forEach((path, text) -> {
      var name = new RepoPath(path);
      var language = Language.of(name).orElseThrow();
      long began = threads.getCurrentThreadCpuTime();
      var reading = SourceReader.read(name, text);
      long took = threads.getCurrentThreadCpuTime() - began;
      byLanguage.computeIfAbsent(language, _ -> new Definitions()).add(reading, text, took);
      all.add(reading, text, took);
    });
    out.println("| language | files | KB | definitions | with a finding | not read | CPU (s) |");
    out.println("|---|---|---|---|---|---|---|");
    byLanguage.forEach((language, sum) -> sum.print(language.name(), out));
    all.print("all, one thread, from a cold start", out);
    out.println(
        "%d ms of CPU in all"
            .formatted(Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu).toMillis()));
  }

  private void add(Reading reading, String text, long took) {
    files++;
    chars += text.length();
    nanos += took;
    switch (reading) {
      case Reading.NotRead _ -> unread++;
      case Reading.Read(var outline) -> {
        definitions += outline.definitions().size();
        broken += outline.problems().isEmpty() ? 0 : 1;
      }
    }
  }

  private void print(String name, PrintStream out) {
    out.println(
        "| %s | %d | %d | %d | %d | %d | %.1f |"
            .formatted(
                name, files, chars / 1024, definitions, broken, unread, nanos / 1_000_000_000.0));
  }
}
