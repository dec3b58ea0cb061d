package dev.autopack.testing;

import dev.autopack.run.Artefacts;

/** The double obeys the same contract as the real store. */
class MemoryArtefactsTest extends ArtefactsContract {
  @Override
  protected Artefacts open() {
    return new MemoryArtefacts();
  }
}
