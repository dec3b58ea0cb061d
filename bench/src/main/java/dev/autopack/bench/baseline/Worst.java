package dev.autopack.bench.baseline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outcomes by identity, the worst of those that bear the same one. */
final class Worst {
  private static final List<String> ORDER =
      List.of("PASSED", "SKIPPED", "UNKNOWN", "FAILED", "ERROR");

  private final Map<String, String> outcomes = new TreeMap<>();

  void add(String id, String outcome) {
    outcomes.merge(
        id, outcome, (one, other) -> ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other);
  }

  Map<String, String> all() {
    return outcomes;
  }
}
