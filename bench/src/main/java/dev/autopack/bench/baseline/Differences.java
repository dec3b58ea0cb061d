package dev.autopack.bench.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Where two sides do not say the same of a test, a line each, sorted by test. */
final class Differences {
  private Differences() {}

  static List<String> between(Map<String, String> ours, Map<String, String> theirs) {
    var ids = new TreeSet<>(ours.keySet());
    ids.addAll(theirs.keySet());
    var lines = new ArrayList<String>();
    for (var id : ids) {
      var our = ours.getOrDefault(id, "not there");
      var their = theirs.getOrDefault(id, "not there");
      if (!our.equals(their)) {
        lines.add("%s: autopack %s, the tool %s".formatted(id, our, their));
      }
    }
    return List.copyOf(lines);
  }
}
