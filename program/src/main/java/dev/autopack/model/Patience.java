package dev.autopack.model;

import java.time.Duration;

/**
 * How long to go on asking a provider that does not answer.
 *
 * @param tries how often at most, the first included
 * @param firstWait doubled after each try
 * @param longestWait of the waits we choose; a provider's own wish may be longer
 * @param allWaits together: a wait that would pass it is not begun
 */
public record Patience(int tries, Duration firstWait, Duration longestWait, Duration allWaits) {
  public static final Patience USUAL =
      new Patience(6, Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(10));

  public Patience {
    if (tries < 1 || firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException("no patience: " + tries + " tries, from " + firstWait);
    }
  }

  /** The wait after that many tries, before any jitter. */
  Duration after(int tries) {
    var wait = firstWait;
    for (int i = 1; i < tries && wait.compareTo(longestWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
