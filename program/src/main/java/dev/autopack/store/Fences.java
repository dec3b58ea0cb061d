package dev.autopack.store;

import dev.autopack.plan.RunId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Which runs this store owns, as far as it knows. Every write takes the run's row first: that puts
 * writers in a row, and shows whether another owner came between. A store that never owned a run
 * writes freely, since a person's command must get through while a run executes.
 */
final class Fences {
  private final Map<RunId, Long> mine = new ConcurrentHashMap<>();

  void remember(RunId run, long fence) {
    mine.put(run, fence);
  }

  void forget(RunId run) {
    mine.remove(run);
  }

  /**
   * Takes the run's row until the transaction ends.
   *
   * @throws IllegalStateException when there is no such run, or another owner has it now
   */
  void take(Handle transaction, RunId run) {
    var taken =
        transaction.execute(
            "update runs set fence = fence where id = ? and fence = coalesce(?, fence)",
            run.value(),
            mine.get(run));
    if (taken == 0) {
      throw refused(transaction, run);
    }
  }

  private static IllegalStateException refused(Handle transaction, RunId run) {
    return transaction
        .select("select owner from runs where id = ?", run.value())
        .mapTo(String.class)
        .findOne()
        .map(owner ->
            new IllegalStateException("run '%s' is now owned by '%s'".formatted(run, owner)))
        .orElseGet(() -> noSuch(run));
  }

  static IllegalStateException noSuch(RunId run) {
    return new IllegalStateException("there is no run '%s'".formatted(run));
  }

  /** Takes the run's row, whoever owns the run. */
  static void lock(Handle transaction, RunId run) {
    transaction.execute("update runs set fence = fence where id = ?", run.value());
  }
}
