package dev.autopack.testing;

import dev.autopack.run.RunStore;
import dev.autopack.telemetry.Records;

/** The double obeys the same contract as the real stores. */
class MemoryRecordsTest extends RecordsContract {
  private final MemoryRunStore store = new MemoryRunStore(clock);

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected Records records() {
    return new MemoryRecords(store);
  }
}
