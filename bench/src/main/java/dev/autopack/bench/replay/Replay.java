package dev.autopack.bench.replay;

import dev.autopack.bench.ExitCodes;
import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.replay.Stage.StageModel;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** {@code bench/run replay}: see {@code docs/reference/bench-replay.md}. */
public final class Replay {
  /** More would only wait for each other on a small machine. */
  private static final int MAX_THREADS = 2;

  /** What the model's window holds, and what it emits where no --cap says otherwise. */
  private static final int CONTEXT_TOKENS = 1_000_000;

  private static final int USUAL_CAP = 64_000;

  /** After how many commits the person who waits hears of it. */
  private static final int TELL_EVERY = 50;

  private final ReplayOptions options;
  private final List<Commit> commits;
  private final Map<String, Truth> truths = new HashMap<>();
  private final List<ReplayedCommit> unknown = new ArrayList<>();
  private final RowFile rows;

  Replay(ReplayOptions options) {
    this.options = options;
    this.rows = new RowFile(options.output().rows());
    this.commits = options.material().choose();
    var contents = options.material().contents(commits);
    for (var commit : commits) {
      contents
          .find(commit)
          .ifPresentOrElse(
              known -> truths.put(commit.sha(), new Truth(commit, known)),
              () -> unknown.add(unknown(commit)));
    }
    if (truths.isEmpty()) {
      throw new OperatorException(
          "None of the %d commits has its contents there.".formatted(commits.size()),
          "Name the pack or the repositories that belong to '%s'."
              .formatted(options.material().commits()));
    }
  }

  private static ReplayedCommit unknown(Commit commit) {
    return new ReplayedCommit(
        commit,
        Script.NDJSON,
        new ReplayedCommit.Result.NotReplayable("its contents are not there"),
        0,
        0,
        List.of());
  }

  /**
   * Replays the commits and prints the table.
   *
   * @param arguments the checkout's top, then the options
   */
  public static void main(String[] arguments) throws Exception {
    System.exit(
        run(
            Path.of(arguments[0]),
            List.of(arguments).subList(1, arguments.length),
            System.out,
            System.err));
  }

  /** The whole command; answers its exit code. */
  static int run(Path root, List<String> arguments, PrintStream out, PrintStream errors)
      throws Exception {
    return ExitCodes.of(
        errors,
        () -> {
          var options = ReplayOptions.of(arguments);
          var replay = new Replay(options);
          var table = new Table(options, replay.rows());
          table.print(out);
          return table.isRight() ? 0 : 1;
        });
  }

  List<Row> rows() throws Exception {
    var rows = new ArrayList<Row>();
    for (var format : options.asked()) {
      for (var cut : options.cuts()) {
        rows.add(row(format, cut));
      }
    }
    return rows;
  }

  private Row row(Optional<Format> format, Manner.Cut cut) throws Exception {
    var started = System.nanoTime();
    var name = format.map(Format::id).orElse("chosen");
    var trace = new Trace(options.output().trace()).in(name).in(cut.label().replace(" %", ""));
    var results = new ArrayList<>(unknown);
    var rounds = rounds();
    for (int i = 0; i < rounds.size(); i++) {
      var faults = rounds.get(i);
      var kind = options.kind();
      var manner = new Manner(cut, kind.cap(), kind.temper(), faults);
      var asked = faults.isEmpty() ? truths.keySet() : faults.keySet();
      var task = new Task(manner, format, faults.isEmpty() ? trace : trace.in("round-" + (i + 1)));
      results.addAll(round(task, name, asked));
    }
    var row = new Row(format, cut, results);
    System.err.printf(
        "%s, cut %s: %d of %d exact, %d wrong, %.0f s%n",
        row.format(),
        cut.label(),
        row.exact(),
        row.measured().size(),
        row.wrong(),
        (System.nanoTime() - started) / 1e9);
    return row;
  }

  /** What is the same for all commits of one round. */
  private record Task(Manner manner, Optional<Format> format, Trace trace) {}

  /** Seeds by commit; undisturbed, there is one round without any. */
  private List<Map<String, Long>> rounds() {
    if (options.faults().isEmpty()) {
      return List.of(Map.of());
    }
    var known = commits.stream().map(Commit::sha).filter(truths::containsKey).toList();
    int cases = options.material().sample().orElse(known.size());
    var rounds = new ArrayList<Map<String, Long>>();
    for (int i = 0; i < cases; i++) {
      if (i % known.size() == 0) {
        rounds.add(new HashMap<>());
      }
      rounds.getLast().put(known.get(i % known.size()), options.faults().getAsLong() + i);
    }
    return rounds;
  }

  private List<ReplayedCommit> round(Task task, String name, Set<String> asked) throws Exception {
    var done = new ConcurrentHashMap<String, ReplayedCommit>();
    var open = new ConcurrentLinkedQueue<Truth>();
    for (var truth : largestFirst(asked)) {
      var sha = truth.commit().sha();
      rows.find(rowName(task.manner(), name, sha), truth.commit())
          .ifPresentOrElse(finished -> done.put(sha, finished), () -> open.add(truth));
    }
    if (!open.isEmpty()) {
      replay(
          task,
          open,
          replayed -> {
            var sha = replayed.commit().sha();
            done.put(sha, replayed);
            rows.add(rowName(task.manner(), name, sha), replayed);
            if (done.size() % TELL_EVERY == 0) {
              System.err.printf(
                  "%s, cut %s: %d of %d%n",
                  name, task.manner().cut().label(), done.size(), asked.size());
            }
          });
    }
    return commits.stream().flatMap(commit -> Stream.ofNullable(done.get(commit.sha()))).toList();
  }

  /** All that a result depends on besides the commit. */
  private String rowName(Manner manner, String format, String sha) {
    var seed = Optional.ofNullable(manner.faults().get(sha));
    return "%s/%s/%s%s"
        .formatted(
            format,
            manner.cut().label().replace(" ", ""),
            options.kind().label(),
            seed.map(number -> "/seed-" + number).orElse(""));
  }

  private void replay(Task task, ConcurrentLinkedQueue<Truth> queue, Consumer<ReplayedCommit> done)
      throws Exception {
    var home = Files.createTempDirectory("autopack-replay-");
    try (var oracle = new Oracle(truths, task.manner(), task.trace())) {
      int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
      var work = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < threads; i++) {
        var place = home.resolve("home-" + i);
        work.add(() ->
            replayAll(
                new Stage(
                    place,
                    oracle,
                    model(),
                    new Stage.Asking(task.format(), options.kind().attempts()),
                    task.trace()),
                queue,
                done));
      }
      try (var pool = Executors.newFixedThreadPool(threads)) {
        for (Future<Boolean> each : pool.invokeAll(work)) {
          each.get();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    } finally {
      remove(home);
    }
  }

  private List<Truth> largestFirst(Set<String> asked) {
    return truths.values().stream()
        .filter(truth -> asked.contains(truth.commit().sha()))
        .sorted(
            Comparator.comparingLong((Truth truth) ->
                    truth.commit().outTokens().values().stream().mapToLong(Long::longValue).sum())
                .reversed())
        .toList();
  }

  private static boolean replayAll(
      Stage stage, ConcurrentLinkedQueue<Truth> queue, Consumer<ReplayedCommit> done)
      throws InterruptedException {
    try (stage) {
      for (var truth = queue.poll(); truth != null; truth = queue.poll()) {
        done.accept(stage.replay(truth));
      }
    }
    return true;
  }

  private StageModel model() {
    var kind = options.kind();
    return new StageModel(
        new ModelProfile.Window(CONTEXT_TOKENS, kind.cap().orElse(USUAL_CAP)), kind.framing());
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
