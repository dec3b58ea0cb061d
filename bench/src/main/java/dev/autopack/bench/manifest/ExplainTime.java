package dev.autopack.bench.manifest;

import dev.autopack.bench.TapeModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times {@code plan explain} of a plan of 20 phases in a repository of 2,000 files that it makes: a
 * third of the phases lists files, a third a folder, a third nothing but a goal.
 */
final class ExplainTime {
  private static final int FILES = 2_000;
  private static final int PHASES = 20;
  private static final int RUNS = 5;
  private static final int FILES_A_FOLDER = 20;

  private final Path root;
  private final Path work;

  private ExplainTime(Path root, Path work) {
    this.root = root;
    this.work = work;
  }

  /**
   * Prints one line a run and the median.
   *
   * @param root the checkout's top, whose program is packaged
   */
  static void print(Path root, PrintStream out) throws IOException, InterruptedException {
    new ExplainTime(root, Files.createTempDirectory("autopack-explain-")).print(out);
  }

  private void print(PrintStream out) throws IOException, InterruptedException {
    var repository = repository();
    run(repository, List.of("git", "init", "-q"));
    run(repository, List.of("git", "add", "--all"));
    run(
        repository,
        List.of("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Begin"));
    var command = List.of(root.resolve("autopack").toString(), "plan", "explain", "plan.yaml");
    var walls = new ArrayList<Double>();
    var cpus = new ArrayList<Double>();
    for (int i = 0; i < RUNS; i++) {
      var times = run(repository, command);
      walls.add(times[0]);
      cpus.add(times[1]);
    }
    walls.sort(null);
    cpus.sort(null);
    out.printf(
        Locale.ROOT,
        "plan explain, %d phases, %d files: %.2f s wall, %.2f s CPU at the median of %d (goal 3 s)%n",
        PHASES,
        FILES,
        walls.get(RUNS / 2),
        cpus.get(RUNS / 2),
        RUNS);
  }

  private Path repository() throws IOException {
    var repository = Files.createDirectories(work.resolve("repository"));
    for (int i = 0; i < FILES; i++) {
      var file = repository.resolve(name(i));
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text(i));
    }
    Files.writeString(repository.resolve("plan.yaml"), plan());
    TapeModel.write(work, "");
    return repository;
  }

  private static String name(int i) {
    return "src/part%d/module%d.py".formatted(i / FILES_A_FOLDER, i);
  }

  /** About 60 lines that import two others. */
  private static String text(int i) {
    var text = new StringBuilder();
    for (var other : List.of((i + 1) % FILES, (i * 7 + 3) % FILES)) {
      text.append(
          "from part%d.module%d import Thing%d\n".formatted(other / FILES_A_FOLDER, other, other));
    }
    text.append("\n\nclass Thing%d:\n".formatted(i));
    for (int method = 0; method < 14; method++) {
      text.append(
          "    def step_%d_%d(self, value):\n        \"\"\"Does its part.\"\"\"\n        return value + %d\n\n"
              .formatted(i, method, method));
    }
    return text.toString();
  }

  private static String plan() {
    var text =
        new StringBuilder(
            "autopack: 1\nname: explain\ngoal: Measure\nmodels: {builder: tape}\nphases:\n");
    for (int i = 0; i < PHASES; i++) {
      text.append("  - id: phase-%d\n    goal: Mend step_%d_3 of Thing%d\n".formatted(i, i, i));
      switch (i % 3) {
        case 0 ->
            text.append("    deliverables: [%s, %s]\n".formatted(name(i * 90), name(i * 90 + 50)));
        case 1 -> text.append("    deliverables: [src/part%d/]\n".formatted(i * 4));
        default -> text.append("    validation: {command: [\"true\"]}\n");
      }
    }
    return text.toString();
  }

  /** Seconds of wall and of CPU; what a plan says of its phases may well be a problem. */
  private double[] run(Path folder, List<String> argv) throws IOException, InterruptedException {
    var times = Files.createTempFile(work, "times", ".txt");
    var shell =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%3R %3U %3S'; { time \"$@\" >/dev/null 2>\"$TIMES.err\"; } 2>\"$TIMES\"",
                "bash"));
    shell.addAll(argv);
    var builder = new ProcessBuilder(shell).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "TIMES", times.toString(),
                "AUTOPACK_HOME", work.resolve("home").toString(),
                "AUTOPACK_CONFIG", work.resolve("config").toString()));
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          "exit %d: %s: %s".formatted(exit, argv, Files.readString(Path.of(times + ".err"))));
    }
    var fields = Files.readString(times).strip().split(" ", -1);
    return new double[] {
      Double.parseDouble(fields[0]), Double.parseDouble(fields[1]) + Double.parseDouble(fields[2])
    };
  }
}
