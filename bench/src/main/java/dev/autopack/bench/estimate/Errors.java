package dev.autopack.bench.estimate;

import java.util.ArrayList;
import java.util.List;

/** How far estimates are from the truth: |estimate − true| ÷ true of each. */
final class Errors {
  private final List<Double> each = new ArrayList<>();

  /** One more; what has no output is left out. */
  void add(long estimate, long truth) {
    if (truth > 0) {
      each.add((double) Math.abs(estimate - truth) / truth);
    }
  }

  int count() {
    return each.size();
  }

  double median() {
    return median(each);
  }

  /** The share of those that miss by no more. */
  double within(double error) {
    return each.isEmpty()
        ? Double.NaN
        : (double) each.stream().filter(it -> it <= error).count() / each.size();
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int count = sorted.size();
    return count == 0 ? Double.NaN : (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
  }
}
