package dev.autopack.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds what needs itself by way of others. */
final class Cycles {
  private Cycles() {}

  /**
   * Cycles that share no member, each in the order of its needs; none exactly where the graph has
   * none. Without recursion: a chain may be as long as a file allows.
   *
   * @param needs what each needs; needs without a key of their own are passed over
   */
  static <T> List<List<T>> in(Map<T, ? extends Collection<T>> needs) {
    var blocked = blocked(needs);
    var cycles = new ArrayList<List<T>>();
    var visited = new LinkedHashSet<T>();
    for (var start : blocked.keySet()) {
      var walk = new LinkedHashSet<T>();
      var at = start;
      while (!visited.contains(at) && walk.add(at)) {
        at = Objects.requireNonNull(blocked.get(at));
      }
      if (walk.contains(at)) {
        var path = List.copyOf(walk);
        cycles.add(path.subList(path.indexOf(at), path.size()));
      }
      visited.addAll(walk);
    }
    return cycles;
  }

  /** Who can never be done, with one that it waits for and that can never be done either. */
  private static <T> Map<T, T> blocked(Map<T, ? extends Collection<T>> needs) {
    var open = new LinkedHashMap<T, Integer>();
    var neededBy = new HashMap<T, List<T>>();
    needs.forEach((one, its) -> {
      var known = its.stream().filter(needs::containsKey).distinct().toList();
      open.put(one, known.size());
      known.forEach(need -> neededBy.computeIfAbsent(need, _ -> new ArrayList<>()).add(one));
    });
    var done = new ArrayDeque<T>();
    open.forEach((one, count) -> {
      if (count == 0) {
        done.add(one);
      }
    });
    while (!done.isEmpty()) {
      var one = done.remove();
      open.remove(one);
      for (var waiting : neededBy.getOrDefault(one, List.of())) {
        if (open.merge(waiting, -1, Integer::sum) == 0) {
          done.add(waiting);
        }
      }
    }
    var blocked = new LinkedHashMap<T, T>();
    for (var one : open.keySet()) {
      Objects.requireNonNull(needs.get(one)).stream()
          .filter(open::containsKey)
          .findFirst()
          .ifPresent(need -> blocked.put(one, need));
    }
    return blocked;
  }
}
