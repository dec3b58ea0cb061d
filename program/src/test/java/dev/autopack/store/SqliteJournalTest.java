package dev.autopack.store;

import dev.autopack.testing.JournalContract;
import dev.autopack.testing.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
class SqliteJournalTest extends JournalContract {
  private final Processes processes;

  SqliteJournalTest(@TempDir Path home) {
    processes = Processes.onSqlite(home);
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
