package dev.autopack.store;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.Artefacts;
import dev.autopack.run.Journal;
import dev.autopack.run.RunLocks;
import dev.autopack.run.RunStore;
import dev.autopack.run.TestMemory;
import dev.autopack.telemetry.Records;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Everything Autopack keeps, opened: a database, and beside it in the home folder the artefacts and
 * locks. One per process; any thread may use it. Several processes may open the same home.
 *
 * <p>It remembers which runs it owns: once another store owns such a run, this one can no longer
 * write to it.
 */
public final class Store implements AutoCloseable {
  private final Database database;
  private final RunStore runs;
  private final Journal journal;
  private final Artefacts artefacts;
  private final RunLocks locks;
  private final Records records;
  private final TestMemory tests;

  private Store(Database database, Path home, InstantSource clock) {
    var fences = new Fences();
    this.database = database;
    this.runs = new SqlRunStore(database, fences, clock);
    this.journal = new SqlJournal(database, fences, clock);
    this.artefacts = new FileArtefacts(home.resolve("artefacts"), clock);
    this.locks = new FileRunLocks(home.resolve("locks"));
    this.records = new SqlRecords(database);
    this.tests = new SqlTestMemory(database);
  }

  /**
   * Opens the home folder with its own SQLite database; makes what is missing and migrates what is
   * older.
   *
   * @throws EnvironmentException when it cannot be used, or a newer version wrote it
   */
  public static Store open(Path home, InstantSource clock) {
    var folder = home.toAbsolutePath().normalize();
    makeFolder(folder);
    var database = Database.file(folder.resolve("autopack.db"));
    return open(database, folder, clock);
  }

  /**
   * Opens a PostgreSQL database, for several machines, with this machine's home folder.
   *
   * @throws EnvironmentException when either cannot be used, or a newer version wrote it
   */
  public static Store connect(
      String jdbcUrl, String user, String password, Path home, InstantSource clock) {
    var folder = home.toAbsolutePath().normalize();
    makeFolder(folder);
    return open(Database.server(jdbcUrl, user, password), folder, clock);
  }

  private static Store open(Database database, Path home, InstantSource clock) {
    try {
      var schema = new Schema(database);
      if (!schema.isCurrent()) {
        migrate(schema, home);
      }
      return new Store(database, home, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** One process at a time: the others wait, and then find nothing left to do. */
  private static synchronized void migrate(Schema schema, Path home) {
    var file = home.resolve("migration.lock");
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      schema.bringUpToDate();
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  /** For this user alone: the prompts in it quote repositories. */
  private static void makeFolder(Path home) {
    try {
      var mine = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(home, PosixFilePermissions.asFileAttribute(mine));
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  private static EnvironmentException unusable(Path home, IOException cause) {
    var why =
        switch (cause) {
          case FileAlreadyExistsException _ -> "it is a file";
          case AccessDeniedException _ -> "this user may not write there";
          case NoSuchFileException _ -> "it cannot be made";
          case FileSystemException failure ->
              Optional.ofNullable(failure.getReason()).orElse(failure.toString());
          default -> cause.toString();
        };
    return new EnvironmentException(
        "The home folder '%s' cannot be used: %s.".formatted(home, why),
        "Make it writable for this user, or set AUTOPACK_HOME to another folder.",
        cause);
  }

  public RunStore runs() {
    return runs;
  }

  public Journal journal() {
    return journal;
  }

  public Artefacts artefacts() {
    return artefacts;
  }

  public RunLocks locks() {
    return locks;
  }

  public Records records() {
    return records;
  }

  public TestMemory tests() {
    return tests;
  }

  /** For people: which database this is. */
  public String name() {
    return database.name();
  }

  @Override
  public void close() {
    database.close();
  }
}
