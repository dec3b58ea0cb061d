package dev.autopack.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens a circle where that breaks few needs: no order can keep them all. Each node is moved to
 * where the fewest are broken, until no move helps.
 */
final class Circle {
  private static final int MAX_ROUNDS = 20;

  private Circle() {}

  /**
   * The same nodes, in an order in which most come behind what they need.
   *
   * @param nodes where nothing else decides, their order is kept
   * @param needs by node, the nodes it needs
   */
  static List<Integer> opened(List<Integer> nodes, List<Set<Integer>> needs) {
    if (nodes.size() < 3) {
      return nodes;
    }
    var own = new HashSet<>(nodes);
    Map<Integer, Set<Integer>> needed = new HashMap<>();
    Map<Integer, Set<Integer>> neededBy = new HashMap<>();
    for (int node : nodes) {
      for (int need : needs.get(node)) {
        if (own.contains(need)) {
          needed.computeIfAbsent(node, _ -> new HashSet<>()).add(need);
          neededBy.computeIfAbsent(need, _ -> new HashSet<>()).add(node);
        }
      }
    }
    var order = new ArrayList<>(nodes);
    boolean isBetter = true;
    for (int round = 0; isBetter && round < MAX_ROUNDS; round++) {
      isBetter = false;
      for (int node : nodes) {
        isBetter |=
            moved(
                order,
                node,
                needed.getOrDefault(node, Set.of()),
                neededBy.getOrDefault(node, Set.of()));
      }
    }
    return order;
  }

  /** Puts one node where it breaks the fewest needs; answers whether these became fewer. */
  private static boolean moved(
      List<Integer> order, int node, Set<Integer> needed, Set<Integer> neededBy) {
    int from = order.indexOf(node);
    order.subList(from, from + 1).clear();
    // Before all others, every need of the node's own is broken, and none of another's.
    int broken = needed.size();
    int least = Integer.MAX_VALUE;
    int best = from;
    int atHome = 0;
    for (int place = 0; place <= order.size(); place++) {
      if (place == from) {
        atHome = broken;
      }
      if (broken < least) {
        least = broken;
        best = place;
      }
      if (place < order.size()) {
        int passed = order.get(place);
        broken += (neededBy.contains(passed) ? 1 : 0) - (needed.contains(passed) ? 1 : 0);
      }
    }
    order.add(least < atHome ? best : from, node);
    return least < atHome;
  }
}
