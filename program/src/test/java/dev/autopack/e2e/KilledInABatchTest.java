package dev.autopack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitWriter;
import dev.autopack.run.RunStore;
import dev.autopack.store.Store;
import dev.autopack.testing.oracle.Fault;
import dev.autopack.testing.oracle.OracleCall;
import dev.autopack.testing.oracle.OracleRequest;
import dev.autopack.testing.oracle.OracleServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged program is killed by SIGKILL while each batch of a phase is being answered, and
 * resumed each time: it ends with every file, and no unit that had come is asked for again.
 */
class KilledInABatchTest {
  private static final int BATCHES = 3;
  private static final int FILES_A_BATCH = 2;
  private static final Pattern ASKED = Pattern.compile("(?m)^- `(part_\\w\\.txt)`: create");
  private static final Pattern KEPT =
      Pattern.compile("=== \\S+ begin kept\n(.*?)\n=== \\S+ end kept", Pattern.DOTALL);

  private static final Map<String, String> FILES =
      IntStream.range(0, BATCHES * FILES_A_BATCH)
          .boxed()
          .collect(
              TreeMap::new,
              (files, i) -> files.put("part_%c.txt".formatted('a' + i), "good words\n".repeat(50)),
              Map::putAll);

  @TempDir private Path folder;

  /** How much of a batch's reply has come when the program dies. */
  enum Moment {
    NOTHING_CAME(0, 0),
    ONE_FILE_AND_A_PART(line() + 20, 1),
    ALL_BUT_THE_END(2 * line(), FILES_A_BATCH);

    private final int characters;
    private final int units;

    Moment(int characters, int units) {
      this.characters = characters;
      this.units = units;
    }

    /** As long as any file's operation in the reply. */
    private static int line() {
      var one = FILES.keySet().stream().limit(1).map(KilledInABatchTest::unit).toList();
      return UnitWriter.write(Format.NDJSON, one).indexOf('\n') + 1;
    }
  }

  private static Unit unit(String path) {
    return new Unit.Change(new FileEdit.Create(new RepoPath(path), FILES.getOrDefault(path, "")));
  }

  /** Of the files that a request lists, those that it does not call kept. */
  private static String answer(OracleRequest request) {
    var text = request.lastTurn();
    var kept = KEPT.matcher(text);
    var done = kept.find() ? kept.group(1) : "";
    return UnitWriter.write(
        Format.NDJSON,
        asked(request).filter(path -> !done.contains(path)).map(KilledInABatchTest::unit).toList());
  }

  private static Stream<String> asked(OracleRequest request) {
    return ASKED.matcher(request.lastTurn()).results().map(found -> found.group(1)).distinct();
  }

  private UserMachine machine(OracleServer oracle) throws Exception {
    var plan = new StringBuilder("autopack: 1\nname: parts\ngoal: Write all parts\n");
    plan.append("limits: {usd: 20}\nmodels: {builder: oracle}\nphases:\n  - id: parts\n");
    plan.append("    goal: Write all parts\n    deliverables:\n");
    FILES
        .keySet()
        .forEach(
            path -> plan.append("      - {path: %s, action: create, lines: 50}%n".formatted(path)));
    plan.append("    validation: {command: [sh, check.sh]}\n");
    var machine =
        UserMachine.with(
            folder,
            Map.of("plan.yaml", plan.toString(), "check.sh", "grep -q good part_a.txt\n"),
            oracle.baseUrl(),
            "anthropic");
    machine.write(
        "config/models.yaml",
        """
        models:
          oracle:
            provider: anthropic
            id: oracle-1
            base_url: %s
            context: 200000
            max_output: 2000
            price: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}
        """
            .formatted(oracle.baseUrl()));
    return machine;
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void a_run_that_is_killed_in_every_batch_pays_for_no_unit_twice(Moment moment) throws Exception {
    try (var oracle = OracleServer.answering(KilledInABatchTest::answer)) {
      for (int batch = 0; batch < BATCHES; batch++) {
        oracle.next(new Fault.Stall(moment.characters)).next();
      }
      var machine = machine(oracle);

      for (int batch = 1; batch <= BATCHES; batch++) {
        killIn(batch, machine, oracle, moment);
      }
      var outcome = machine.autopack("resume");

      assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
      for (var file : FILES.entrySet()) {
        assertThat(machine.git("show", machine.branch() + ":" + file.getKey()))
            .isEqualTo(file.getValue());
      }
      assertThat(oracle.calls()).hasSize(2 * BATCHES);
      assertThat(units(machine)).containsExactlyInAnyOrderElementsOf(FILES.keySet());
      assertThat(oracle.calls().stream().flatMap(KilledInABatchTest::wholeOperations))
          .containsExactlyInAnyOrderElementsOf(FILES.keySet());
    }
  }

  /** The paths of those operations that went out to their end. */
  private static Stream<String> wholeOperations(OracleCall call) {
    var sent = call.sent();
    return sent.substring(0, sent.lastIndexOf('\n') + 1)
        .lines()
        .flatMap(line -> FILES.keySet().stream().filter(path -> line.contains(path)));
  }

  /** Waits until that much of the batch has come and is stored, and kills the program there. */
  private void killIn(int batch, UserMachine machine, OracleServer oracle, Moment moment)
      throws Exception {
    var words = batch == 1 ? List.of("run", "plan.yaml") : List.of("resume");
    var launcher = Path.of(System.getProperty("autopack.root"), "autopack").toString();
    var program =
        machine.start(Stream.concat(Stream.of(launcher), words.stream()).toList(), "killed");
    try {
      int expected = (batch - 1) * FILES_A_BATCH + moment.units;
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() ->
              oracle.calls().size() == 2 * batch - 1
                  && oracle.calls().getLast().ending() == OracleCall.Ending.FAULT
                  && units(machine).size() == expected);
      assertThat(asked(oracle.calls().getLast().request())).hasSize(FILES_A_BATCH);
    } finally {
      program.destroyForcibly();
    }
    assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(program.exitValue()).isEqualTo(128 + 9);
  }

  /** The paths of all stored operations, in every batch. */
  private static List<String> units(UserMachine machine) {
    try (var store = Store.open(machine.folder().resolve("home"), InstantSource.system())) {
      var runs = store.runs();
      return runs.list().stream()
          .flatMap(run ->
              runs.attempts(run.id()).stream()
                  .flatMap(attempt ->
                      IntStream.rangeClosed(1, BATCHES + 1)
                          .boxed()
                          .flatMap(batch ->
                              runs
                                  .units(run.id(), attempt.phase(), attempt.number(), batch)
                                  .stream())))
          .map(RunStore.StoredUnit::unit)
          .flatMap(unit ->
              unit instanceof Unit.Change(var edit)
                  ? Stream.of(edit.path().value())
                  : Stream.empty())
          .toList();
    }
  }
}
