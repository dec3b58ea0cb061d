package dev.autopack.run;

import dev.autopack.manifest.Batch;

/**
 * What an attempt asks for next, as its step remembers it.
 *
 * @param number from 1; the same again where the batch is tried again
 * @param later how many batches are expected behind it
 */
record NextBatch(Batch batch, int number, int later) {
  int total() {
    return number + later;
  }

  boolean isOneOfSeveral() {
    return total() > 1;
  }
}
