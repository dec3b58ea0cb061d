package dev.autopack.bench.baseline;

import java.util.Map;
import java.util.TreeMap;

/**
 * How each test of a tree ended, as one side tells it.
 *
 * @param outcomes by identity, in the words of {@code TestResult.Outcome}
 * @param millis how long the tests took
 * @param remark what makes it less than whole, for people; empty where nothing does
 */
record Said(Map<String, String> outcomes, long millis, String remark) {
  Said {
    outcomes = Map.copyOf(outcomes);
  }

  /** What became of each test between two trees; one that ended alike on both is not in it. */
  static Map<String, String> delta(Said before, Said after) {
    var all = new TreeMap<String, String>();
    before
        .outcomes()
        .forEach(
            (id, was) -> all.put(id, was + " -> " + after.outcomes().getOrDefault(id, "GONE")));
    after.outcomes().forEach((id, is) -> all.putIfAbsent(id, "NEW -> " + is));
    all.values()
        .removeIf(change -> {
          var ends = change.split(" -> ", 2);
          return ends[0].equals(ends[1]);
        });
    return all;
  }
}
