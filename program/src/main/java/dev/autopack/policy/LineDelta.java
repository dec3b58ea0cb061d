package dev.autopack.policy;

import dev.autopack.edit.FileChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of a change, counted as a multiset: moving a line is neither an addition nor a deletion.
 *
 * @param added the text of the lines that were not there before
 */
record LineDelta(int before, int deleted, List<String> added) {
  static LineDelta of(FileChange change) {
    var before = lines(change.before().orElse(""));
    Map<String, Integer> left = new HashMap<>();
    before.forEach(line -> left.merge(line, 1, Integer::sum));
    var added =
        lines(change.after().orElse("")).stream()
            .filter(line -> {
              var count = left.getOrDefault(line, 0);
              if (count > 0) {
                left.put(line, count - 1);
              }
              return count == 0;
            })
            .toList();
    var deleted = left.values().stream().mapToInt(Integer::intValue).sum();
    return new LineDelta(before.size(), deleted, added);
  }

  /** The share of the old lines that are still there. */
  double similarity() {
    return before == 0 ? 1 : (double) (before - deleted) / before;
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }
}
