package dev.autopack.store;

import dev.autopack.testing.ManualClock;
import dev.autopack.testing.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores over the same data, as so many processes would open them; closed together. The database
 * was migrated once for all tests, since that takes longest.
 */
final class Processes implements AutoCloseable {
  private final Opener opener;
  private final List<Store> opened = new ArrayList<>();

  private Processes(Opener opener) {
    this.opener = opener;
  }

  static Processes onSqlite(Path home) {
    try {
      Files.write(home.resolve("autopack.db"), SqliteTemplate.CONTENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Processes(clock -> Store.open(home, clock));
  }

  /** Over an emptied database; aborts the test where there is no server. */
  static Processes onPostgres(Path home) {
    var server = Postgres.require();
    server.execute(PostgresDatabase.URL, "delete from runs");
    server.execute(PostgresDatabase.URL, "delete from known_tests");
    return new Processes(
        clock -> Store.connect(PostgresDatabase.URL, server.user(), "", home, clock));
  }

  Store open(InstantSource clock) {
    var store = opener.open(clock);
    opened.add(store);
    return store;
  }

  @Override
  public void close() {
    opened.forEach(Store::close);
  }

  private interface Opener {
    Store open(InstantSource clock);
  }

  /** Made by the first test that asks. */
  private static final class SqliteTemplate {
    private static final byte[] CONTENT = make();

    private static byte[] make() {
      try {
        var home = Files.createTempDirectory("autopack-template");
        Store.open(home, new ManualClock()).close();
        var content = Files.readAllBytes(home.resolve("autopack.db"));
        try (var files = Files.list(home)) {
          for (var file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(home);
        return content;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Made by the first test that asks. */
  private static final class PostgresDatabase {
    private static final String URL = make();

    private static String make() {
      var server = Postgres.require();
      var url = server.create();
      Store.connect(url, server.user(), "", Path.of("target"), new ManualClock()).close();
      return url;
    }
  }
}
