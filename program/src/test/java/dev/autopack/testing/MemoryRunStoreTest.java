package dev.autopack.testing;

import dev.autopack.run.RunStore;

/** The double obeys the same contract as the real stores. */
class MemoryRunStoreTest extends RunStoreContract {
  private final MemoryRunStore first = new MemoryRunStore(clock);

  @Override
  protected RunStore openProcess() {
    return first.otherProcess();
  }
}
