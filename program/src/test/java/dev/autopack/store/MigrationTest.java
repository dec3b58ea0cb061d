package dev.autopack.store;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.Limits;
import dev.autopack.run.CallRecord;
import dev.autopack.run.CallSettlement.Bill.Source;
import dev.autopack.run.PhaseState;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
          call(1, "'CUT', 'max_tokens'"),
          call(2, "'LOST', ''"),
          call(3, "null, null"));

  @TempDir private Path home;

  private static String call(int number, String ending) {
    return ("insert into calls values ('run-1', 'slugify', 1, 1, %d, %d, 'sonnet', 'NDJSON', 1, 2,"
            + " 'why', 100, 'why', 'BACKEND', 'LOW', 1, false, 10, '0.5',"
            + " '2026-01-01T00:00:00.000000000Z', %s, 1, 2, 3, 4, 5, '0.25', 6, 7, 8, 9,"
            + " '2026-01-01T00:00:01.000000000Z')")
        .formatted(number, number, ending);
  }

  private static void writeFirstVersion(Database database) {
    Flyway.configure()
        .dataSource(database.source())
        .locations("classpath:dev/autopack/store/migrations")
        .target("1")
        .load()
        .migrate();
    database.change(transaction -> ROWS.forEach(transaction::execute));
  }

  @Test
  void on_sqlite() {
    try (var old = Database.file(home.resolve("autopack.db"))) {
      writeFirstVersion(old);
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
      writeFirstVersion(old);
    }
    try (var store = Store.connect(url, server.user(), "", home, new ManualClock())) {
      assertMigrated(store);
    }
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
      assertThat(applied).containsExactly("1 637012248", "2 1874915304", "3 1522337992");
    }
  }
}
