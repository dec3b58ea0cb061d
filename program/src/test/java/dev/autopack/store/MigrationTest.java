package dev.autopack.store;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.Limits;
import dev.autopack.run.CallRecord;
import dev.autopack.run.CallSettlement.Bill.Source;
import dev.autopack.run.PhaseState;
import dev.autopack.telemetry.CallFacts;
import dev.autopack.telemetry.CallFacts.Fate.Dropped.Why;
import dev.autopack.telemetry.Selection;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that the first version wrote is brought to the present with all that is in it. */
class MigrationTest {
  /** As the first version would have left them: a settled, a lost and an open call. */
  private static final List<String> ROWS =
      List.of(
          "insert into runs values ('run-1', 'SUSPENDED',"
              + " '{\"repository\":\"/r\",\"planName\":\"p\",\"planFile\":\"p.yaml\","
              + "\"planText\":\"\",\"settingsText\":\"{}\"}',"
              + " 'abc', '2026-01-01T00:00:00.000000000Z', 'me', 3, 1)",
          "insert into phases values ('run-1', 'slugify', 0, 'SUSPENDED', 'budget')",
          "insert into events values ('run-1', 1, '2026-01-01T00:00:00.000000000Z', null, 1,"
              + " 'run_started', '{\"type\":\"run_started\",\"facts\":{},\"text\":\"Go.\"}')",
          call(1, 1, "'CUT', 'max_tokens'", ""),
          call(1, 2, "'LOST', ''", ""),
          call(1, 3, "null, null", ""));

  /** What the second version added: an attempt that committed and one that failed. */
  private static final List<String> ROWS_OF_SECOND =
      List.of(
          attempt(1, "{\"failure\":null}"),
          attempt(
              2,
              "{\"failure\":{\"kind\":\"CUT\",\"fingerprint\":\"f\",\"digests\":"
                  + "[{\"source\":\"format\",\"text\":\"cut\"}]}}"),
          call(1, 1, "'COMPLETE', 'end_turn'", ", 'REPORTED'"),
          call(1, 2, "'COMPLETE', 'stop'", ", 'REPORTED'"),
          call(2, 1, "'CUT', 'length'", ", 'REPORTED'"),
          call(2, 2, "'CUT', 'Disconnected'", ", 'COUNTED'"));

  @TempDir private Path home;

  private static String call(int attempt, int number, String ending, String source) {
    return ("insert into calls values ('run-1', 'slugify', %d, 1, %d, %d, 'sonnet', 'NDJSON', 1, 2,"
            + " 'why', 100, 'why', 'BACKEND', 'LOW', 1, false, 10, '0.5',"
            + " '2026-01-01T00:00:00.000000000Z', %s, 1, 2, 3, 4, 1, '0.25', 6, 7, 8, 9,"
            + " '2026-01-01T00:00:01.000000000Z'%s)")
        .formatted(attempt, number, 10 * attempt + number, ending, source);
  }

  private static String attempt(int number, String ending) {
    return "insert into attempts values ('run-1', 'slugify', %d, %d, '2026-01-01T00:00:00.000000000Z', '2026-01-01T00:00:01.000000000Z', '%s')"
        .formatted(number, number, ending);
  }

  private static void write(Database database, String version, List<String> rows) {
    Flyway.configure()
        .dataSource(database.source())
        .locations("classpath:dev/autopack/store/migrations")
        .target(version)
        .load()
        .migrate();
    database.change(transaction -> rows.forEach(transaction::execute));
  }

  @Test
  void on_sqlite() {
    try (var old = Database.file(home.resolve("autopack.db"))) {
      write(old, "1", ROWS);
    }
    try (var store = Store.open(home, new ManualClock())) {
      assertMigrated(store);
    }
  }

  @Test
  void on_postgresql() {
    var server = Postgres.require();
    var url = server.create();
    try (var old = Database.server(url, server.user(), "")) {
      write(old, "1", ROWS);
    }
    try (var store = Store.connect(url, server.user(), "", home, new ManualClock())) {
      assertMigrated(store);
    }
  }

  @Test
  void the_second_version_on_sqlite() {
    try (var old = Database.file(home.resolve("autopack.db"))) {
      writeSecond(old);
    }
    try (var store = Store.open(home, new ManualClock())) {
      assertSecondMigrated(store);
    }
  }

  @Test
  void the_second_version_on_postgresql() {
    var server = Postgres.require();
    var url = server.create();
    try (var old = Database.server(url, server.user(), "")) {
      writeSecond(old);
    }
    try (var store = Store.connect(url, server.user(), "", home, new ManualClock())) {
      assertSecondMigrated(store);
    }
  }

  private static void writeSecond(Database old) {
    write(old, "2", List.of());
    old.change(transaction -> {
      transaction.execute(ROWS.get(0).replace("'me', 3, 1)", "'me', 3, 1, null, 0)"));
      transaction.execute(ROWS.get(1));
      ROWS_OF_SECOND.forEach(transaction::execute);
    });
  }

  /** Of older calls telemetry knows what can be known, and nothing else. */
  private static void assertSecondMigrated(Store store) {
    var calls = store.records().calls(Selection.ALL);

    assertThat(calls)
        .extracting(call -> call.outcome().orElseThrow().stop())
        .containsExactly(
            Optional.of(CallFacts.Stop.END),
            Optional.of(CallFacts.Stop.END),
            Optional.of(CallFacts.Stop.MAX_TOKENS),
            Optional.empty());
    assertThat(calls)
        .extracting(CallFacts::fate)
        .containsExactly(
            new CallFacts.Fate.Committed(OptionalLong.of(4)),
            new CallFacts.Fate.Committed(OptionalLong.empty()),
            new CallFacts.Fate.Dropped(Why.CUT),
            new CallFacts.Fate.Dropped(Why.CUT));
    assertThat(calls)
        .extracting(call -> call.enforced().estimate().calibratedBy())
        .containsOnly(1.0);
  }

  private static void assertMigrated(Store store) {
    var runs = store.runs();
    assertThat(runs.calls(RUN))
        .extracting(MigrationTest::source)
        .containsExactly("REPORTED", "RESERVED", "open");
    assertThat(runs.raisedLimits(RUN)).isEqualTo(Limits.NONE);
    assertThat(runs.worked(RUN)).isEqualTo(Duration.ZERO);
    assertThat(runs.find(RUN).orElseThrow().sources().planFile()).isEqualTo("p.yaml");

    runs.own(RUN, "the present");
    runs.move(RUN, PHASE, PhaseState.SUSPENDED, PhaseState.QUEUED, "", event("phase_queued"));
    runs.addWorked(RUN, Duration.ofSeconds(1));
    assertThat(runs.events(RUN, 0, 10)).hasSize(2);
  }

  private static String source(CallRecord call) {
    return call.settlement().map(done -> done.bill().source()).map(Source::name).orElse("open");
  }

  /** Someone's database has them already: write a further migration instead. */
  @Test
  void a_released_migration_is_never_changed() {
    try (var database = Database.file(home.resolve("autopack.db"))) {
      new Schema(database).bringUpToDate();

      List<String> applied =
          database.read(handle ->
              handle
                  .select(
                      "select version || ' ' || checksum from flyway_schema_history"
                          + " order by installed_rank")
                  .mapTo(String.class)
                  .list());
      assertThat(applied)
          .containsExactly(
              "1 637012248",
              "2 1874915304",
              "3 1522337992",
              "4 -1967044608",
              "5 1046754893",
              "6 1229923729");
    }
  }
}
