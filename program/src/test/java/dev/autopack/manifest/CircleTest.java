package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CircleTest {
  @Test
  void a_circle_is_opened_where_one_need_alone_is_broken() {
    // 0 needs 1, 1 needs 2, 2 needs 0 and 3, 3 needs 1.
    var needs = List.of(Set.of(1), Set.of(2), Set.of(0, 3), Set.of(1));

    var order = Circle.opened(List.of(0, 1, 2, 3), needs);

    assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(broken(order, needs)).isEqualTo(1);
  }

  @Test
  void an_order_that_breaks_nothing_more_than_it_must_is_kept() {
    var needs = List.of(Set.of(2), Set.of(0), Set.of(1));

    assertThat(Circle.opened(List.of(0, 1, 2), needs)).containsExactly(0, 1, 2);
  }

  private static long broken(List<Integer> order, List<Set<Integer>> needs) {
    return order.stream()
        .mapToLong(node ->
            needs.get(node).stream()
                .filter(need -> order.indexOf(need) > order.indexOf(node))
                .count())
        .sum();
  }
}
