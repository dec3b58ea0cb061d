package dev.autopack.store;

import dev.autopack.run.RunStore;
import dev.autopack.testing.RunStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on PostgreSQL. */
class PostgresRunStoreTest extends RunStoreContract {
  private final Processes processes;

  PostgresRunStoreTest(@TempDir Path home) {
    processes = Processes.onPostgres(home);
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
