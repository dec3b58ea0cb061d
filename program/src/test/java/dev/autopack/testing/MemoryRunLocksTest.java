package dev.autopack.testing;

import dev.autopack.run.RunLocks;

/** The double obeys the same contract as the real locks. */
class MemoryRunLocksTest extends RunLocksContract {
  @Override
  protected RunLocks open() {
    return new MemoryRunLocks();
  }
}
