package dev.autopack.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.autopack.error.EnvironmentException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A pool of connections to one database, SQLite or PostgreSQL, and what its failures mean to a
 * person.
 */
final class Database implements AutoCloseable {
  /** How long a writer waits for another before it gives up. */
  private static final int BUSY_MILLIS = 10_000;

  /** One writer, and readers beside it. */
  private static final int CONNECTIONS = 4;

  private final String name;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(String name, HikariDataSource pool) {
    this.name = name;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /** Opens a SQLite file, made where it is missing. */
  static Database file(Path file) {
    return file(file, BUSY_MILLIS);
  }

  static Database file(Path file, int busyMillis) {
    var settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // In WAL mode a killed process loses nothing; a power cut may lose the last writes, but never
    // leaves half of one.
    settings.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    settings.setBusyTimeout(busyMillis);
    // A transaction that only turns out later to be a writer would not wait for another writer.
    settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    settings.enforceForeignKeys(true);
    var source = new SQLiteDataSource(settings);
    // As a URI, in which a question mark of the path is no beginning of options.
    source.setUrl("jdbc:sqlite:" + file.toUri().toString().replaceFirst("^file:/+", "file:///"));
    var name = "SQLite file '%s'".formatted(file);
    // The pool would try for a second before it says that the file is no good.
    try (var _ = source.getConnection()) {
      return open(name, options -> options.setDataSource(source));
    } catch (SQLException e) {
      throw explain(name, new DatabaseException(e));
    }
  }

  /** Connects to a server. */
  static Database server(String jdbcUrl, String user, String password) {
    return open(
        "database '%s'".formatted(jdbcUrl.replaceFirst("[?].*", "")),
        options -> {
          options.setJdbcUrl(jdbcUrl);
          options.setUsername(user);
          options.setPassword(password);
        });
  }

  private static Database open(String name, Consumer<HikariConfig> source) {
    var options = new HikariConfig();
    source.accept(options);
    options.setPoolName("autopack");
    options.setMaximumPoolSize(CONNECTIONS);
    options.setMinimumIdle(1);
    options.setConnectionTimeout(BUSY_MILLIS);
    try {
      return new Database(name, new HikariDataSource(options));
    } catch (RuntimeException e) {
      throw explain(name, e);
    }
  }

  /** For people: which database this is. */
  String name() {
    return name;
  }

  DataSource source() {
    return pool;
  }

  /** Reads without a transaction: each statement sees what is committed. */
  <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (RuntimeException e) {
      throw explain(name, e);
    }
  }

  /** All or nothing. */
  <T> T write(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (RuntimeException e) {
      throw explain(name, e);
    }
  }

  void change(Consumer<Handle> work) {
    write(transaction -> {
      work.accept(transaction);
      return Boolean.TRUE;
    });
  }

  @Override
  public void close() {
    pool.close();
  }

  /** What a person can do about a failure; a failure that is ours stays what it is. */
  static RuntimeException explain(String name, RuntimeException failure) {
    if (failure instanceof UnreadableException) {
      return new EnvironmentException(
          "The %s holds a value that this version cannot read: %s."
              .formatted(name, failure.getMessage()),
          "Use the version of Autopack that wrote it, or put a backup in its place.",
          failure);
    }
    var sql = sqlException(failure);
    if (sql.isEmpty()) {
      return failure;
    }
    return Trouble.of(sql.get())
        .<RuntimeException>map(trouble ->
            new EnvironmentException(trouble.problem(name, sql.get()), trouble.nextStep, sql.get()))
        // Without Jdbi's own message, which repeats every argument.
        .orElseGet(() -> new IllegalStateException("the " + name + " refused", sql.get()));
  }

  /** Whether a statement named a table that is not there. */
  static boolean isMissingTable(RuntimeException failure) {
    return sqlException(failure)
        .filter(sql ->
            "42P01".equals(sql.getSQLState())
                || String.valueOf(sql.getMessage()).contains("no such table"))
        .isPresent();
  }

  /** Reads JSON that came from this database. */
  <T> T parse(String what, Class<T> type, String json) {
    try {
      return Json.read(type, json);
    } catch (UnreadableException e) {
      throw explain(name, e.inside(what));
    }
  }

  private static Optional<SQLException> sqlException(Throwable failure) {
    for (var cause = Optional.of(failure);
        cause.isPresent();
        cause = cause.map(Throwable::getCause)) {
      // A pool's own complaint is no use; what it wraps is.
      if (cause.get() instanceof SQLException sql && !(sql.getCause() instanceof SQLException)) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
