package dev.autopack.testing;

import dev.autopack.run.Journal;
import dev.autopack.run.StepKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A journal that lasts as long as this object. Made over a {@link MemoryRunStore} it obeys that
 * store's fences; made alone it needs no run.
 */
public final class MemoryJournal implements Journal {
  private final Optional<MemoryRunStore> store;
  private final Map<StepKey<?>, Object> results = new HashMap<>();
  private final Set<StepKey<?>> intents = new HashSet<>();

  public MemoryJournal() {
    this.store = Optional.empty();
  }

  public MemoryJournal(MemoryRunStore store) {
    this.store = Optional.of(store);
  }

  @Override
  public <T> T step(StepKey<T> key, Work<T> work) throws InterruptedException {
    var untyped = untyped(key);
    synchronized (this) {
      if (results.containsKey(untyped)) {
        return cast(key, results.get(untyped));
      }
    }
    checkFence(key);
    var entry = begin(untyped) ? Entry.FIRST : Entry.AGAIN;
    var result = work.run(entry);
    checkFence(key);
    end(untyped, result);
    return result;
  }

  /** The names of the steps that have a result, sorted. */
  public synchronized List<String> recorded() {
    return results.keySet().stream().map(StepKey::name).sorted().toList();
  }

  private void checkFence(StepKey<?> key) {
    store.ifPresent(fenced -> fenced.checkFence(key.run()));
  }

  private synchronized boolean begin(StepKey<?> key) {
    return intents.add(key);
  }

  private synchronized void end(StepKey<?> key, Object result) {
    results.put(key, result);
  }

  private static <T> T cast(StepKey<T> key, Object result) {
    if (!key.type().isInstance(result)) {
      throw new IllegalStateException(
          "step %s holds a %s, not a %s"
              .formatted(key, result.getClass().getSimpleName(), key.type().getSimpleName()));
    }
    return key.type().cast(result);
  }

  /** The type is what a step holds, not part of its name. */
  private static StepKey<?> untyped(StepKey<?> key) {
    return new StepKey<>(
        key.run(), key.phase(), key.attempt(), key.batch(), key.name(), Object.class);
  }
}
