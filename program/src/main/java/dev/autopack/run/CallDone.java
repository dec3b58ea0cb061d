package dev.autopack.run;

import dev.autopack.failure.FailureDigest;
import java.util.List;

/**
 * How a call ended, as its step remembers it; the units are in the store.
 *
 * @param problems what the next attempt must read, if this call ends the attempt
 * @param reply where the received text is kept, by its SHA-256; empty where it was lost
 */
record CallDone(CallSettlement.Ending ending, List<FailureDigest> problems, String reply) {
  CallDone {
    problems = List.copyOf(problems);
  }
}
