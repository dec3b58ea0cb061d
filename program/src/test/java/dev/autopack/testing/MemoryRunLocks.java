package dev.autopack.testing;

import dev.autopack.plan.RunId;
import dev.autopack.run.RunLocks;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Locks among those who share this object. */
public final class MemoryRunLocks implements RunLocks {
  private final Set<RunId> held = ConcurrentHashMap.newKeySet();

  @Override
  public Optional<Held> tryAcquire(RunId run) {
    return held.add(run) ? Optional.of(() -> held.remove(run)) : Optional.empty();
  }
}
