package dev.autopack.bench.cases;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Runs one case at a time; whatever it does, the next one runs too. */
final class CaseRunner {
  /** Deep input must show what the product does with it, not how large the stack happens to be. */
  private static final long STACK_BYTES = 256L << 20;

  private final Family family;
  private final Scratch scratch;
  private final Duration limit;

  CaseRunner(Family family, Scratch scratch, Duration limit) {
    this.family = family;
    this.scratch = scratch;
    this.limit = limit;
  }

  /** A case's result and what it took. */
  record Timed(Result result, long millis) {}

  Timed run(Case given) throws InterruptedException {
    var result = new AtomicReference<>(Result.of(false, "timeout", ""));
    var began = System.nanoTime();
    var thread = new Thread(null, () -> result.set(attempt(given)), given.id(), STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    // Read before it is interrupted: what that makes of the case comes too late.
    var inTime = thread.join(limit);
    var timed = new Timed(result.get(), Duration.ofNanos(System.nanoTime() - began).toMillis());
    if (!inTime) {
      thread.interrupt();
    }
    return timed;
  }

  /**
   * Errors too: a stack that overflows or a heap that is full is the outcome of this case alone.
   */
  private Result attempt(Case given) {
    try {
      return family.run(given, scratch);
    } catch (Throwable thrown) {
      return Result.crash(thrown);
    }
  }
}
