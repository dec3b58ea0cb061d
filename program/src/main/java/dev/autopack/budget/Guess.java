package dev.autopack.budget;

import java.util.Collection;
import java.util.List;

/**
 * A number of tokens that is not known: as likely larger than its median as smaller, by factors.
 *
 * @param sigma the standard deviation of its logarithm
 */
record Guess(double median, double sigma) {
  Guess {
    if (!(median >= 0) || !(sigma >= 0)) {
      throw new IllegalArgumentException("median %s, sigma %s".formatted(median, sigma));
    }
  }

  /** Known as well as exactly. */
  static Guess of(double tokens) {
    return new Guess(tokens, 0.1);
  }

  Guess times(double factor) {
    return new Guess(median * factor, sigma);
  }

  /** No more than that in the middle; how far it may miss stays. */
  Guess atMost(double tokens) {
    return median <= tokens ? this : new Guess(tokens, sigma);
  }

  /** No less than that in the middle; how far it may miss stays. */
  Guess atLeast(double tokens) {
    return median >= tokens ? this : new Guess(tokens, sigma);
  }

  /** What so many deviations above the median is. */
  double above(double deviations) {
    return median * Math.exp(deviations * sigma);
  }

  /**
   * What several are together, as one guess with the same mean and variance (after Fenton and
   * Wilkinson).
   *
   * @param together how far they miss in the same direction: 0 not at all, 1 wholly
   */
  static Guess sum(List<Guess> guesses, double together) {
    return sum(List.of(guesses), together, together);
  }

  /**
   * The same of groups that miss alike.
   *
   * @param within how far those of one group miss in the same direction
   * @param across how far those of different groups do; no more than within
   */
  static Guess sum(Collection<List<Guess>> groups, double within, double across) {
    double mean = 0;
    double squares = 0;
    double squaresOfGroups = 0;
    double deviations = 0;
    for (var group : groups) {
      double ofGroup = 0;
      for (var guess : group) {
        mean += guess.mean();
        squares += guess.deviation() * guess.deviation();
        ofGroup += guess.deviation();
      }
      squaresOfGroups += ofGroup * ofGroup;
      deviations += ofGroup;
    }
    if (mean == 0) {
      return new Guess(0, 0);
    }
    double variance =
        (1 - within) * squares
            + (within - across) * squaresOfGroups
            + across * deviations * deviations;
    double logVariance = Math.log1p(variance / (mean * mean));
    return new Guess(mean / Math.exp(logVariance / 2), Math.sqrt(logVariance));
  }

  private double mean() {
    return median * Math.exp(sigma * sigma / 2);
  }

  private double deviation() {
    return mean() * Math.sqrt(Math.expm1(sigma * sigma));
  }
}
