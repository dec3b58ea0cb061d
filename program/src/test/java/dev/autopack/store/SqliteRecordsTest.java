package dev.autopack.store;

import dev.autopack.run.RunStore;
import dev.autopack.telemetry.Records;
import dev.autopack.testing.RecordsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
class SqliteRecordsTest extends RecordsContract {
  private final Processes processes;

  SqliteRecordsTest(@TempDir Path home) {
    processes = Processes.onSqlite(home);
  }

  @Override
  protected RunStore store() {
    return processes.open(clock).runs();
  }

  @Override
  protected Records records() {
    return processes.open(clock).records();
  }

  @AfterEach
  void close() {
    processes.close();
  }
}
