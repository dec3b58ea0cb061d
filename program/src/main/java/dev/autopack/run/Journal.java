package dev.autopack.run;

/**
 * Durable steps. A recorded key answers with its stored result; otherwise the intent is written,
 * the work runs, and its result is written. Work may run more than once when a process dies between
 * the two, so it is idempotent. "Not now" is never a result: the work throws instead.
 */
public interface Journal {
  /**
   * Does the step once.
   *
   * @param <T> a record or sealed type that the store can write as JSON; small, with large content
   *     in {@link Artefacts}
   */
  <T> T step(StepKey<T> key, Work<T> work) throws InterruptedException;

  /** What a step does. */
  @FunctionalInterface
  interface Work<T> {
    T run(Entry entry) throws InterruptedException;
  }

  /** Whether this work may have been begun before, by a process that died in it. */
  enum Entry {
    FIRST,
    AGAIN
  }
}
