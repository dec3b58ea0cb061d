package dev.autopack.store;

import dev.autopack.run.RunStore;
import dev.autopack.testing.RunStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
class SqliteRunStoreTest extends RunStoreContract {
  private final Processes processes;

  SqliteRunStoreTest(@TempDir Path home) {
    processes = Processes.onSqlite(home);
  }

  @Override
  protected RunStore openProcess() {
    return processes.open(clock).runs();
  }

  @AfterEach
  void close() {
    processes.close();
  }
}
