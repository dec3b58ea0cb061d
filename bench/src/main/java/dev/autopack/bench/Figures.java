package dev.autopack.bench;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import dev.autopack.run.CallRecord;
import dev.autopack.run.StoredEvent;
import dev.autopack.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the figures of {@code docs/figures.md} on the packaged program and prints them as a table.
 * Ratios come from one run, so that the machine's mood cancels out; say how loaded it was.
 */
public final class Figures {
  private static final int STARTS = 15;
  private static final int PHASES = 10;

  private final Path root;
  private final Path work;
  private final Path java;

  private Figures(Path root, Path work) {
    this.root = root;
    this.work = work;
    this.java = Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Prints the table.
   *
   * @param arguments the checkout's top, whose program is packaged
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var work = Files.createTempDirectory("autopack-figures-");
    new Figures(Path.of(arguments[0]).toAbsolutePath(), work).print();
  }

  private void print() throws IOException, InterruptedException {
    row("what", "measured", "goal / at most");
    row("---", "---", "---");
    start();
    var ten = phases("ten", PHASES);
    var one = phases("one", 1);
    row(
        "overhead a phase, median of phases 2-%d (ms)".formatted(PHASES),
        Long.toString(median(ten.overheads().subList(1, PHASES))),
        "50 / 150");
    row("overhead of the first phase (ms)", Long.toString(ten.overheads().getFirst()), "-");
    row("peak RSS of the JVM over that run (MB)", Long.toString(ten.peakMegabytes()), "- / 300");
    row("CPU of one phase's run, no tests (s)", seconds(one.cost().cpu()), "1 / 2");
    row(
        "CPU of each further phase (s)",
        seconds(ten.cost().cpu().minus(one.cost().cpu()).dividedBy(PHASES - 1)),
        "0.1");
    var exercise = exercise();
    row("CPU of an exercise's run, its Python taken off (s)", seconds(exercise), "1 / 2");
  }

  private void start() throws IOException, InterruptedException {
    var hello = work.resolve("Hello.java");
    Files.writeString(
        hello,
        "class Hello { public static void main(String[] a) { System.out.println(\"hi\"); } }");
    run(work, List.of(java.resolveSibling("javac").toString(), hello.toString()));
    launcher("--version");
    var bare = new ArrayList<Cost>();
    var version = new ArrayList<Cost>();
    // In turn, so that both meet the same load.
    for (int i = 0; i < STARTS; i++) {
      bare.add(run(work, List.of(java.toString(), "-cp", work.toString(), "Hello")));
      version.add(launcher("--version"));
    }
    var bareWall = median(bare.stream().map(cost -> cost.wall().toMillis()).toList());
    var versionWall = median(version.stream().map(cost -> cost.wall().toMillis()).toList());
    var bareCpu = median(bare.stream().map(cost -> cost.cpu().toMillis()).toList());
    var versionCpu = median(version.stream().map(cost -> cost.cpu().toMillis()).toList());
    row("bare java hello, wall / CPU (ms)", bareWall + " / " + bareCpu, "-");
    row("`--version`, wall / CPU (ms)", versionWall + " / " + versionCpu, "-");
    row("`--version` over hello, wall", ratio(versionWall, bareWall), "2 / 4");
    row("`--version` over hello, CPU", ratio(versionCpu, bareCpu), "2 / 4");
  }

  /** What a program took, its children included. */
  private record Cost(Duration wall, Duration cpu) {}

  /** What a run of so many phases took. */
  private record PhasesRun(Cost cost, long peakMegabytes, List<Long> overheads) {}

  private PhasesRun phases(String name, int count) throws IOException, InterruptedException {
    var folder = work.resolve(name);
    var repository = folder.resolve("repository");
    Files.createDirectories(repository);
    Files.writeString(repository.resolve("plan.yaml"), plan(count));
    var environment = prepare(folder, tape(count));
    var peak = new Peak(folder);
    var cost =
        run(
            repository,
            List.of(root.resolve("autopack").toString(), "run", "plan.yaml"),
            environment,
            peak);
    return new PhasesRun(cost, peak.megabytes(), overheads(folder.resolve("home")));
  }

  /** Makes the folder's repository one, its model a tape, its home an empty one. */
  private Map<String, String> prepare(Path folder, String tape)
      throws IOException, InterruptedException {
    var repository = folder.resolve("repository");
    TapeModel.write(folder, tape);
    for (var argv :
        List.of(
            List.of("git", "init", "-q"),
            List.of("git", "config", "user.name", "Ada"),
            List.of("git", "config", "user.email", "ada@example.org"),
            List.of("git", "add", "-A"),
            List.of("git", "commit", "-qm", "Start"))) {
      run(repository, argv);
    }
    return Map.of(
        "AUTOPACK_HOME", folder.resolve("home").toString(),
        "AUTOPACK_CONFIG", folder.resolve("config").toString(),
        "AUTOPACK_SANDBOX", "preferred");
  }

  /** What a run over an exercise takes besides its test commands, which are all Python here. */
  private Duration exercise() throws IOException, InterruptedException {
    var folder = work.resolve("exercise");
    var repository = Files.createDirectories(folder.resolve("repository"));
    var source = root.resolve("program/src/test/resources/exercises/python-leap");
    for (var name : List.of("leap.py", "leap_test.py")) {
      Files.copy(source.resolve("repo").resolve(name), repository.resolve(name));
    }
    Files.writeString(
        repository.resolve("plan.yaml"),
        """
        autopack: 1
        name: leap
        goal: Measure
        models: {builder: tape}
        phases:
          - id: leap
            goal: Say whether a year is a leap year
            deliverables: [leap.py]
        """);
    var solution = Files.readString(source.resolve("reference/leap.py"));
    var reply =
        UnitWriter.write(
            Format.NDJSON,
            List.of(new Unit.Change(new FileEdit.Rewrite(new RepoPath("leap.py"), solution))));
    var usage = Map.of("input", 900, "output", 200);
    var turn = Map.of("when", List.of("leap year"), "text", reply, "usage", usage);
    var environment = new HashMap<>(prepare(folder, new JsonMapper().writeValueAsString(turn)));
    var ledger = Files.createFile(folder.resolve("python-times"));
    // It writes its times beside the run, where nothing in a sandbox may write.
    environment.put("AUTOPACK_SANDBOX", "off");
    environment.put("PATH", clockedPython(folder, ledger) + ":" + System.getenv("PATH"));
    var command = List.of(root.resolve("autopack").toString(), "run", "plan.yaml");
    var whole = run(repository, command, environment, new Peak(folder)).cpu();
    return whole.minus(python(ledger));
  }

  /** A folder whose python3 notes what the real one took. */
  private static Path clockedPython(Path folder, Path ledger) throws IOException {
    var bin = Files.createDirectories(folder.resolve("bin"));
    var python = bin.resolve("python3");
    Files.writeString(
        python,
        """
        #!/bin/sh
        PATH="${PATH#%s:}" /usr/bin/env python3 "$@"
        code=$?
        times >>%s
        exit $code
        """
            .formatted(bin, ledger));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin;
  }

  /** The sum of lines such as "0m0.12s 0m0.03s". */
  private static Duration python(Path ledger) throws IOException {
    var times = Files.readString(ledger).strip().split("\\s+", -1);
    if (times.length < 4) {
      throw new IllegalStateException("no Python ran: " + List.of(times));
    }
    return Stream.of(times)
        .map(time -> Duration.parse("PT" + time.toUpperCase(Locale.ROOT)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static String plan(int count) {
    return "autopack: 1\nname: figures\ngoal: Measure\nmodels: {builder: tape}\nphases:\n"
        + IntStream.rangeClosed(1, count)
            .mapToObj(i ->
                """
                  - id: phase-%d
                    goal: Write number-%d. down
                    deliverables: [file-%d.txt]
                    validation: {command: ["true"]}
                """
                    .formatted(i, i, i))
            .collect(Collectors.joining());
  }

  private static String tape(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i ->
            """
            {"when":["number-%d."],"text":"{\\"op\\":\\"create\\",\\"path\\":\\"file-%d.txt\\",\\"content\\":\\"%d\\\\n\\"}\\n{\\"op\\":\\"end\\",\\"count\\":1}\\n","usage":{"input":900,"output":40}}
            """
                .formatted(i, i, i))
        .collect(Collectors.joining());
  }

  /** From a phase's start to its end, without its calls and commands. */
  private static List<Long> overheads(Path home) {
    try (var store = Store.open(home, InstantSource.system())) {
      var runs = store.runs();
      var run = runs.list().getFirst().id();
      var begun = new HashMap<String, Instant>();
      var overheads = new ArrayList<Long>();
      for (StoredEvent stored : runs.events(run, 0, Integer.MAX_VALUE)) {
        if (stored.phase().isEmpty()) {
          continue;
        }
        var phase = stored.phase().get().value();
        if (stored.event().type().equals("phase_running")) {
          begun.put(phase, stored.at());
        } else if (stored.event().type().equals("phase_complete")) {
          var wall =
              Duration.between(begun.getOrDefault(phase, stored.at()), stored.at()).toMillis();
          overheads.add(wall - calls(runs.calls(run), phase));
        }
      }
      return overheads;
    }
  }

  private static long calls(List<CallRecord> calls, String phase) {
    return calls.stream()
        .filter(call -> call.reservation().key().phase().value().equals(phase))
        .flatMap(call -> call.settlement().stream())
        .mapToLong(settled -> settled.timing().totalMillis())
        .sum();
  }

  private Cost launcher(String... arguments) throws IOException, InterruptedException {
    var argv = new ArrayList<String>();
    argv.add(root.resolve("autopack").toString());
    argv.addAll(List.of(arguments));
    return run(work, argv);
  }

  private Cost run(Path folder, List<String> argv) throws IOException, InterruptedException {
    return run(folder, argv, Map.of(), new Peak(folder));
  }

  /** The shell's own clock counts what a program and all its children took. */
  private Cost run(Path folder, List<String> argv, Map<String, String> environment, Peak peak)
      throws IOException, InterruptedException {
    var times = Files.createTempFile(work, "times", ".txt");
    var shell =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%3R %3U %3S'; { time \"$@\" >/dev/null 2>&1; } 2>\"$TIMES\"",
                "bash"));
    shell.addAll(argv);
    var builder = new ProcessBuilder(shell).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("TIMES", times.toString());
    var process = builder.start();
    peak.watch(process);
    var exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException("exit %d: %s".formatted(exit, argv));
    }
    var fields = Files.readString(times).strip().split(" ", -1);
    return new Cost(duration(fields[0]), duration(fields[1]).plus(duration(fields[2])));
  }

  private static Duration duration(String seconds) {
    return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
  }

  /** The most memory that a JVM among a process's children ever had. */
  private static final class Peak {
    private final Path folder;
    private long kilobytes;

    Peak(Path folder) {
      this.folder = folder;
    }

    void watch(Process process) throws InterruptedException {
      while (process.isAlive() && folder.toFile().exists()) {
        process.descendants().forEach(this::look);
        Thread.sleep(10);
      }
    }

    private void look(ProcessHandle child) {
      try {
        var status = Path.of("/proc", Long.toString(child.pid()), "status");
        var lines = Files.readAllLines(status);
        if (lines.getFirst().endsWith("java")) {
          lines.stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .map(line -> line.replaceAll("[^0-9]", ""))
              .forEach(text -> kilobytes = Math.max(kilobytes, Long.parseLong(text)));
        }
      } catch (IOException e) {
        // It ended between being listed and being looked at.
        kilobytes = Math.max(kilobytes, 0);
      }
    }

    long megabytes() {
      return kilobytes / 1024;
    }
  }

  private static long median(List<Long> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String ratio(long one, long other) {
    return String.format(Locale.ROOT, "%.1f", (double) one / other);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
