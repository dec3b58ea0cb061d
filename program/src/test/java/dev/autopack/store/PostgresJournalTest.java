package dev.autopack.store;

import dev.autopack.testing.JournalContract;
import dev.autopack.testing.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on PostgreSQL. */
class PostgresJournalTest extends JournalContract {
  private final Processes processes;

  PostgresJournalTest(@TempDir Path home) {
    processes = Processes.onPostgres(home);
  }

  @Override
  protected Opened openProcess() {
    var store = processes.open(new ManualClock());
    return new Opened(store.journal(), store.runs());
  }

  @AfterEach
  void close() {
    processes.close();
  }
}
