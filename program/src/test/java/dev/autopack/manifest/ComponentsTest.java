package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComponentsTest {
  @Test
  void what_needs_one_another_in_a_circle_is_one() {
    var needs = List.of(Set.of(1), Set.of(2), Set.of(0), Set.of(0), Set.<Integer>of());

    var components = Components.of(needs);

    assertThat(components).containsExactly(List.of(0, 1, 2), List.of(3), List.of(4));
    assertThat(Components.needs(components, needs)).containsExactly(Set.of(), Set.of(0), Set.of());
  }

  @Test
  void a_chain_of_any_length_is_walked() {
    var needs = IntStream.range(0, 50_000).mapToObj(i -> Set.of(Math.min(i + 1, 49_999))).toList();

    assertThat(Components.of(needs)).hasSize(50_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void two_nodes_are_one_exactly_where_each_reaches_the_other(long seed) {
    var random = new Random(seed);
    int nodes = 1 + random.nextInt(12);
    var needs = new ArrayList<Set<Integer>>();
    for (int i = 0; i < nodes; i++) {
      var its = new TreeSet<Integer>();
      for (int edge = random.nextInt(3); edge > 0; edge--) {
        its.add(random.nextInt(nodes));
      }
      needs.add(its);
    }

    var components = Components.of(needs);

    assertThat(components.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(nodes);
    for (int i = 0; i < components.size(); i++) {
      for (int a : components.get(i)) {
        for (int b = 0; b < nodes; b++) {
          var both = reached(needs, a).contains(b) && reached(needs, b).contains(a);
          assertThat(components.get(i).contains(b)).isEqualTo(both || a == b);
        }
      }
      int place = i;
      assertThat(Components.needs(components, needs).get(i)).allMatch(need -> need < place);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static Set<Integer> reached(List<Set<Integer>> needs, int from) {
    var reached = new HashSet<Integer>();
    var open = new ArrayList<>(needs.get(from));
    while (!open.isEmpty()) {
      int next = open.removeLast();
      if (reached.add(next)) {
        open.addAll(needs.get(next));
      }
    }
    return reached;
  }
}
