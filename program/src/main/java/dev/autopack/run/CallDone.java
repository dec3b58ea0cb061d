package dev.autopack.run;

import dev.autopack.builder.Continuation;
import dev.autopack.failure.FailureDigest;
import java.util.List;
import java.util.Optional;

/**
 * How a call ended, as its step remembers it; the units are in the store.
 *
 * @param problems what the next attempt must read, if this call ends the attempt
 * @param cause why another call may go on from here; empty where none can, or where what this one
 *     brought cannot be used
 * @param reply where the received text is kept, by its SHA-256; empty where it was lost
 */
record CallDone(
    CallSettlement.Ending ending,
    List<FailureDigest> problems,
    Optional<Continuation.Cause> cause,
    String reply) {
  CallDone {
    problems = List.copyOf(problems);
  }
}
