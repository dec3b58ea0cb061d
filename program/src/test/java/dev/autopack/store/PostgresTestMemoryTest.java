package dev.autopack.store;

import dev.autopack.run.TestMemory;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.TestMemoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on PostgreSQL. */
class PostgresTestMemoryTest extends TestMemoryContract {
  private final Processes processes;

  PostgresTestMemoryTest(@TempDir Path home) {
    processes = Processes.onPostgres(home);
  }

  @Override
  protected TestMemory memory() {
    return processes.open(new ManualClock()).tests();
  }

  @AfterEach
  void close() {
    processes.close();
  }
}
