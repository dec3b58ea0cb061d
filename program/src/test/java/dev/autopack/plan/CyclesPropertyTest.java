package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CyclesPropertyTest {
  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cycles_are_found_exactly_where_no_order_exists_and_each_is_one(long seed) {
    var graph = graph(new Random(seed));

    var cycles = Cycles.in(graph);

    assertThat(cycles.isEmpty()).isEqualTo(hasOrder(graph));
    assertThat(cycles)
        .allSatisfy(cycle -> {
          for (int i = 0; i < cycle.size(); i++) {
            assertThat(graph.get(cycle.get(i))).contains(cycle.get((i + 1) % cycle.size()));
          }
        });
    assertThat(cycles.stream().flatMap(List::stream).toList()).doesNotHaveDuplicates();
  }

  private static Map<Integer, List<Integer>> graph(Random random) {
    var graph = new LinkedHashMap<Integer, List<Integer>>();
    int size = random.nextInt(1, 9);
    for (int i = 0; i < size; i++) {
      graph.put(
          i, IntStream.range(0, size + 1).filter(_ -> random.nextInt(size) == 0).boxed().toList());
    }
    return graph;
  }

  /** Takes away what needs nothing, as often as it can. */
  private static boolean hasOrder(Map<Integer, List<Integer>> graph) {
    var left = new ArrayList<>(graph.keySet());
    var done = new HashSet<Integer>();
    for (int round = 0; round <= graph.size(); round++) {
      left.removeIf(one ->
          graph.getOrDefault(one, List.of()).stream()
                  .allMatch(need -> done.contains(need) || !graph.containsKey(need))
              && done.add(one));
    }
    return left.isEmpty();
  }
}
