package dev.autopack.testing;

import dev.autopack.run.TestMemory;

/** The contract in memory. */
class MemoryTestMemoryTest extends TestMemoryContract {
  @Override
  protected TestMemory memory() {
    return new MemoryTestMemory();
  }
}
