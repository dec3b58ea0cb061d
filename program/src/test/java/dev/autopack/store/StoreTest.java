package dev.autopack.store;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.PhaseState;
import dev.autopack.testing.ChildJvm;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.Samples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A home folder, whatever state it is in. */
class StoreTest {
  /** The content of a database with 200 events. */
  private static byte[] filled = new byte[0];

  private final ManualClock clock = new ManualClock();
  private final Path home;

  StoreTest(@TempDir Path folder) {
    this.home = folder.resolve("a home? 100% #1");
  }

  @BeforeAll
  static void fillOnce(@TempDir Path folder) throws IOException {
    var test = new StoreTest(folder);
    test.fill(200);
    filled = Files.readAllBytes(test.file());
  }

  private Path file() {
    return home.resolve("autopack.db");
  }

  private Store open() {
    return Store.open(home, clock);
  }

  /** Leaves a database with a run, and nothing of it outside the one file. */
  private void fill(int events) {
    try (var store = open()) {
      store.runs().create(Samples.run(RUN), List.of(PHASE), event("run_started"));
      for (int i = 1; i < events; i++) {
        store.runs().append(RUN, Optional.of(PHASE), event("e" + i));
      }
    }
    assertThat(home.resolve("autopack.db-wal")).doesNotExist();
  }

  private void execute(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file().toUri());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void an_empty_home_is_made_ready_and_keeps_what_is_written() {
    fill(3);

    try (var store = open()) {
      assertThat(store.runs().find(RUN)).contains(Samples.run(RUN));
      assertThat(store.runs().events(RUN, 0, 10)).hasSize(3);
      assertThat(store.name()).isEqualTo("SQLite file '%s'".formatted(file()));
    }
  }

  @Test
  void a_home_that_is_made_is_its_users_alone() throws IOException {
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
  }

  /** Prints what of Flyway was loaded. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      Store.open(Path.of(arguments[0]), InstantSource.system()).close();
      var isLoaded = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
      isLoaded.setAccessible(true);
      var flyway = isLoaded.invoke(ClassLoader.getSystemClassLoader(), "org.flywaydb.core.Flyway");
      System.out.println(flyway == null ? "without Flyway" : "with Flyway");
    }
  }

  @Test
  void only_a_database_that_is_not_up_to_date_loads_flyway() throws Exception {
    var options = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");
    try (var first = ChildJvm.start(options, Opener.class, home.toString())) {
      assertThat(first.readAll()).isEqualTo("with Flyway\n");
    }
    try (var second = ChildJvm.start(options, Opener.class, home.toString())) {
      assertThat(second.readAll()).isEqualTo("without Flyway\n");
    }
  }

  @Test
  void processes_that_make_a_home_ready_at_once_do_not_get_in_each_others_way() throws Exception {
    var options = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");
    var children =
        List.of(
            ChildJvm.start(options, Opener.class, home.toString()),
            ChildJvm.start(options, Opener.class, home.toString()),
            ChildJvm.start(options, Opener.class, home.toString()));

    for (var child : children) {
      assertThat(child.readAll()).matches("with(out)? Flyway\n");
      assertThat(child.await()).isZero();
    }
  }

  @Test
  void a_newer_database_is_left_alone() throws SQLException {
    fill(1);
    execute(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " values (9, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)");

    assertThatThrownBy(this::open)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("has schema version 99")
        .hasMessageContaining("this version of Autopack knows")
        .extracting(e -> ((EnvironmentException) e).nextStep())
        .asString()
        .contains("version of Autopack that wrote it")
        .contains("AUTOPACK_HOME");
  }

  @Test
  void a_database_with_a_version_that_nobody_released_is_left_alone() throws SQLException {
    fill(1);
    execute("update flyway_schema_history set version = '1.5' where version = '2'");

    assertThatThrownBy(this::open)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("has schema version 1.5");
  }

  @Test
  void another_programs_database_is_left_alone() throws Exception {
    Files.createDirectories(home);
    execute("create table songs (title text)");

    assertThatThrownBy(this::open)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cannot be migrated")
        .hasMessageContaining(file().toString());
    execute("insert into songs values ('still there')");
  }

  @Test
  void an_older_database_whose_migration_was_another_is_left_alone() throws SQLException {
    fill(1);
    execute(
        "delete from flyway_schema_history where version <> '1'",
        "update flyway_schema_history set checksum = 1 where version = '1'");

    assertThatThrownBy(this::open)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cannot be migrated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no database at all, only words", "SQLite format 3\0 and then words"})
  void a_file_that_is_no_database_is_named_with_the_next_step(String content) throws IOException {
    Files.createDirectories(home);
    Files.writeString(file(), content.repeat(500));

    assertThatThrownBy(this::open)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("is damaged, or no database")
        .hasMessageContaining(file().toString());
    assertThat(file()).hasContent(content.repeat(500));
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  /** Cut short or overwritten in the middle: an answer is right, or it is a clear refusal. */
  @ParameterizedTest
  @MethodSource("seeds")
  void a_damaged_database_gives_no_wrong_answer(long seed) throws IOException {
    Files.createDirectories(home);
    Files.write(file(), filled);
    var random = new SplittableRandom(seed);
    try (var raw = new RandomAccessFile(file().toFile(), "rw")) {
      if (seed % 2 == 0) {
        raw.setLength(1 + random.nextLong(raw.length() - 1));
      } else {
        raw.seek(random.nextLong(raw.length() - 512));
        raw.write(new byte[512]);
      }
    }

    try (var store = open()) {
      var run = store.runs().find(RUN);
      var events = store.runs().events(RUN, 0, 1000);
      assertThat(run).contains(Samples.run(RUN));
      assertThat(events).hasSize(200);
    } catch (EnvironmentException refused) {
      assertThat(refused).hasMessageContaining(file().toString());
      assertThat(refused.nextStep()).isNotBlank();
    }
  }

  static Stream<Path> unusableHomes() {
    return Stream.of(Path.of("/proc/autopack-home"), Path.of("/dev/null/home"));
  }

  @ParameterizedTest
  @MethodSource("unusableHomes")
  void a_home_that_cannot_be_made_is_the_environments_fault(Path folder) {
    assertThatThrownBy(() -> Store.open(folder, clock))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(folder.toString())
        .extracting(e -> ((EnvironmentException) e).nextStep())
        .asString()
        .contains("AUTOPACK_HOME");
  }

  @Test
  void a_folder_where_the_database_should_be_is_the_environments_fault() throws IOException {
    Files.createDirectories(file());

    assertThatThrownBy(this::open)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cannot be opened for writing");
  }

  @Test
  void a_constant_that_somebody_wrote_into_a_row_is_refused_by_name() throws SQLException {
    fill(1);
    execute("update phases set state = 'DONE_SUCCESS'");

    try (var store = open()) {
      assertThatThrownBy(() -> store.runs().phases(RUN))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("state: 'DONE_SUCCESS' is no PhaseState");
    }
  }

  @Test
  void a_value_that_its_own_type_refuses_is_refused_by_name() throws SQLException {
    fill(1);
    execute("update events set phase = 'NO PHASE'");

    try (var store = open()) {
      assertThatThrownBy(() -> store.runs().events(RUN, 0, 10))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("phase: 'NO PHASE'");
    }
  }

  @Test
  void a_change_and_its_event_are_written_together_or_not_at_all() throws SQLException {
    fill(1);
    execute(
        "create trigger no_events before insert on events begin select raise(abort, 'no'); end");

    try (var store = open()) {
      assertThatThrownBy(() ->
              store
                  .runs()
                  .move(
                      RUN,
                      PHASE,
                      PhaseState.QUEUED,
                      PhaseState.RUNNING,
                      "",
                      event("phase_running")))
          .isInstanceOf(IllegalStateException.class);
      assertThat(store.runs().phases(RUN).getFirst().state()).isEqualTo(PhaseState.QUEUED);
    }
  }
}
