package dev.autopack.run;

import dev.autopack.plan.RunId;
import java.util.Optional;

/** One executor a run: the lock goes with the process that holds it, however it ends. */
public interface RunLocks {
  /** Empty where another process executes the run. */
  Optional<Held> tryAcquire(RunId run);

  /** A lock that is held. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
