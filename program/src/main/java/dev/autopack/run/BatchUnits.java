package dev.autopack.run;

import dev.autopack.budget.Estimate;
import dev.autopack.output.Merge;
import dev.autopack.output.Merged;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a batch's calls brought, put together from the store, without what cannot be used. */
final class BatchUnits {
  private final RunStore store;
  private final AttemptKey key;
  private final Set<Integer> unusable = new HashSet<>();

  BatchUnits(RunStore store, AttemptKey key) {
    this.store = store;
    this.key = key;
  }

  /** Leaves out what that call brought: it contradicts itself. */
  void leaveOut(int call) {
    unusable.add(call);
  }

  /** What the calls up to that one brought, ready for what the next brings. */
  Merge upTo(int call) {
    var merge = new Merge();
    var current = 0;
    for (var unit : store.units(key.run(), key.phase(), key.attempt(), key.batch())) {
      var number = unit.call().call();
      if (number > call || unusable.contains(number)) {
        continue;
      }
      if (number != current) {
        merge.nextCall();
        current = number;
      }
      merge.add(unit.unit());
    }
    if (current != call) {
      // The last call brought nothing, so nothing is wrong with what it brought.
      merge.nextCall();
    }
    return merge;
  }

  /** What the last declaration made of the estimate; empty where none came. */
  Optional<Estimate> refined() {
    return store.calls(key.run()).stream()
        .filter(stored ->
            key.call(stored.reservation().key().call()).equals(stored.reservation().key()))
        .flatMap(stored -> stored.settlement().stream())
        .flatMap(settled -> settled.reply().refined().stream())
        .reduce((_, later) -> later);
  }

  Merged mergedUpTo(int call) {
    return upTo(call).merged();
  }
}
