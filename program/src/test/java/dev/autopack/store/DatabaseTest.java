package dev.autopack.store;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunStore;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.Postgres;
import dev.autopack.testing.Samples;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database can do to a running program, and what a person is told. */
class DatabaseTest {
  private static final int BUSY_MILLIS = 100;

  @TempDir private Path home;

  private RunStore prepare(Database database) {
    new Schema(database).bringUpToDate();
    var store = new SqlRunStore(database, new Fences(), new ManualClock());
    store.create(Samples.run(RUN), List.of(PHASE), event("run_started"));
    return store;
  }

  private Database sqlite() {
    return Database.file(home.resolve("autopack.db"), BUSY_MILLIS);
  }

  private static void assertTrouble(Runnable work, String problem) {
    assertThatThrownBy(work::run)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(problem)
        .extracting(e -> ((EnvironmentException) e).nextStep())
        .asString()
        .isNotBlank();
  }

  @Test
  void a_writer_that_another_program_keeps_waiting_says_so() throws Exception {
    try (var database = sqlite()) {
      var store = prepare(database);
      try (var other = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("autopack.db"));
          var statement = other.createStatement()) {
        statement.execute("begin immediate");

        assertTrouble(
            () -> store.append(RUN, Optional.empty(), event("late")),
            "is locked by another program");
        assertThat(store.events(RUN, 0, 10)).hasSize(1);
      }
      store.append(RUN, Optional.empty(), event("late"));
    }
  }

  @Test
  void a_full_disk_is_said_and_nothing_is_half_written() {
    try (var database = sqlite()) {
      var store = prepare(database);
      database.read(handle -> {
        var pages = handle.select("pragma page_count").mapTo(Integer.class).one();
        return handle.select("pragma max_page_count = " + (pages + 2)).mapTo(Integer.class).one();
      });
      var large = RunEvent.of("large", "x".repeat(100_000));

      assertTrouble(() -> store.append(RUN, Optional.empty(), large), "the disk is full");
      assertThat(store.events(RUN, 0, 10)).hasSize(1);
    }
  }

  @Test
  void a_database_that_may_only_be_read_says_so() {
    try (var database = sqlite()) {
      var store = prepare(database);
      database.read(handle -> handle.execute("pragma query_only = on"));

      assertTrouble(
          () -> store.append(RUN, Optional.empty(), event("never")),
          "cannot be opened for writing");
    }
  }

  @Test
  void a_statement_of_ours_that_is_wrong_is_our_fault() {
    try (var database = sqlite()) {
      assertThatThrownBy(() -> database.read(handle -> handle.execute("select nonsense")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("autopack.db");
    }
  }

  @Test
  void a_server_that_does_not_answer_is_named_without_its_options() {
    assertTrouble(
        () ->
            Database.server("jdbc:postgresql://127.0.0.1:1/runs?sslkey=secret", "ann", "").close(),
        "The database 'jdbc:postgresql://127.0.0.1:1/runs' does not answer");
  }

  @Test
  void a_server_that_throws_everybody_out_is_said_and_forgiven_when_it_is_back() {
    var server = Postgres.require();
    var url = server.create();
    var name = url.substring(url.lastIndexOf('/') + 1);
    try (var database = Database.server(url, server.user(), "")) {
      var store = prepare(database);

      server.execute(
          server.url("postgres"),
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
      assertTrouble(() -> store.append(RUN, Optional.empty(), event("lost")), "does not answer");

      await()
          .ignoreExceptionsInstanceOf(EnvironmentException.class)
          .untilAsserted(() -> store.append(RUN, Optional.empty(), event("back")));
      assertThat(store.events(RUN, 0, 10))
          .extracting(stored -> stored.event().type())
          .containsExactly("run_started", "back");
    }
  }

  @Test
  void a_user_whom_the_server_does_not_know_is_refused() {
    var server = Postgres.require();
    var url = server.create();

    assertTrouble(() -> Database.server(url, "mallory", "").close(), "refuses this user");
  }

  @Test
  void a_database_that_is_not_there_is_named() {
    var server = Postgres.require();

    assertTrouble(
        () -> Database.server(server.url("nowhere"), server.user(), "").close(), "nowhere");
  }
}
