package dev.autopack.testing;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.run.Journal;
import dev.autopack.run.StepKey;
import dev.autopack.store.StoredForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A journal that lasts as long as this object, and keeps results as the store would write them, so
 * that a type which cannot be stored is found here already. Made over a {@link MemoryRunStore} it
 * obeys that store's fences and its runs' ends; made alone it needs no run.
 */
public final class MemoryJournal implements Journal {
  private static final int MAX_RESULT_CHARS = 256 * 1024;

  private final Optional<MemoryRunStore> store;
  private final Map<Name, Step> alone = new LinkedHashMap<>();

  public MemoryJournal() {
    this.store = Optional.empty();
  }

  public MemoryJournal(MemoryRunStore store) {
    this.store = Optional.of(store);
  }

  @Override
  public <T> T step(StepKey<T> key, Work<T> work) throws InterruptedException {
    StoredForm.require(key.type());
    var known = Optional.ofNullable(steps(key.run()).get(Name.of(key)));
    known.ifPresent(step -> step.check(key));
    var result = known.flatMap(Step::result);
    if (result.isPresent()) {
      return StoredForm.read(key.type(), result.get());
    }
    save(key, Optional.empty());
    var done = work.run(known.isEmpty() ? Entry.FIRST : Entry.AGAIN);
    var json = StoredForm.write(key.type(), done);
    if (json.length() > MAX_RESULT_CHARS) {
      throw new IllegalStateException(
          "the result of step %s is too large: keep it as an artefact".formatted(key));
    }
    save(key, Optional.of(json));
    return done;
  }

  private synchronized void save(StepKey<?> key, Optional<String> result) {
    store.ifPresent(fenced -> fenced.checkFence(key.run()));
    steps(key.run()).put(Name.of(key), new Step(key.type(), result));
  }

  /** The names of a run's steps that have a result, in the order begun. */
  public List<String> recorded(RunId run) {
    return steps(run).entrySet().stream()
        .filter(step -> step.getValue().result().isPresent())
        .map(step -> step.getKey().name())
        .toList();
  }

  private Map<Name, Step> steps(RunId run) {
    return store.map(shared -> shared.steps(run)).orElse(alone);
  }

  /** What tells one step of a run from another; the type is what a step holds. */
  record Name(RunId run, Optional<PhaseId> phase, int attempt, int batch, String name) {
    private static Name of(StepKey<?> key) {
      return new Name(key.run(), key.phase(), key.attempt(), key.batch(), key.name());
    }
  }

  /** A step that was begun. */
  record Step(Class<?> type, Optional<String> result) {
    private void check(StepKey<?> key) {
      if (type != key.type()) {
        throw new IllegalStateException("step %s holds a %s".formatted(key, type.getSimpleName()));
      }
    }
  }
}
