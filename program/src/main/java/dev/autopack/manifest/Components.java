package dev.autopack.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The strongly connected components of a small graph: nodes that need one another in a circle are
 * one, and between components there is no circle. Without recursion: a chain may be as long as a
 * phase has files.
 */
final class Components {
  private final List<? extends Collection<Integer>> needs;
  private final int[] index;
  private final int[] low;
  private final boolean[] onStack;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<List<Integer>> found = new ArrayList<>();
  private int next = 1;

  private Components(List<? extends Collection<Integer>> needs) {
    this.needs = needs;
    this.index = new int[needs.size()];
    this.low = new int[needs.size()];
    this.onStack = new boolean[needs.size()];
  }

  /**
   * Every node in exactly one component, each sorted; what a component needs comes before it.
   *
   * @param needs by node, the nodes it needs
   */
  static List<List<Integer>> of(List<? extends Collection<Integer>> needs) {
    var components = new Components(needs);
    for (int node = 0; node < needs.size(); node++) {
      if (components.index[node] == 0) {
        components.walk(node);
      }
    }
    return components.found;
  }

  /** By component, the components it needs. */
  static List<Set<Integer>> needs(
      List<List<Integer>> components, List<? extends Collection<Integer>> needs) {
    Map<Integer, Integer> home = new HashMap<>();
    for (int i = 0; i < components.size(); i++) {
      for (int node : components.get(i)) {
        home.put(node, i);
      }
    }
    var between = new ArrayList<Set<Integer>>();
    for (int i = 0; i < components.size(); i++) {
      var its = new TreeSet<Integer>();
      for (int node : components.get(i)) {
        needs.get(node).forEach(need -> its.add(home.get(need)));
      }
      its.remove(i);
      between.add(its);
    }
    return between;
  }

  private record Visit(int node, Iterator<Integer> open) {}

  private void walk(int start) {
    var path = new ArrayDeque<Visit>();
    path.push(enter(start));
    while (!path.isEmpty()) {
      var visit = path.element();
      if (visit.open().hasNext()) {
        int need = visit.open().next();
        if (index[need] == 0) {
          path.push(enter(need));
        } else if (onStack[need]) {
          low[visit.node()] = Math.min(low[visit.node()], index[need]);
        }
        continue;
      }
      path.pop();
      if (!path.isEmpty()) {
        int above = path.element().node();
        low[above] = Math.min(low[above], low[visit.node()]);
      }
      if (low[visit.node()] == index[visit.node()]) {
        close(visit.node());
      }
    }
  }

  private Visit enter(int node) {
    index[node] = next;
    low[node] = next++;
    stack.push(node);
    onStack[node] = true;
    return new Visit(node, needs.get(node).stream().map(Integer.class::cast).iterator());
  }

  private void close(int root) {
    var members = new ArrayList<Integer>();
    int node;
    do {
      node = stack.pop();
      onStack[node] = false;
      members.add(node);
    } while (node != root);
    Collections.sort(members);
    found.add(members);
  }
}
