package dev.autopack.telemetry;

import static dev.autopack.telemetry.Row.call;
import static dev.autopack.telemetry.Row.calls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.plan.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls are counted apart by. */
class DimensionTest {
  private static List<String> names(Dimension dimension, Row... rows) {
    return dimension.split(calls(rows)).stream()
        .map(group -> "%s: %d".formatted(group.name(), group.calls().size()))
        .toList();
  }

  @Test
  void scope_sizes_are_1_then_2_to_4_5_to_9_10_to_19_and_20_or_more() {
    assertThat(
            names(
                Dimension.SCOPE,
                call().files(60),
                call().files(20),
                call().files(19),
                call().files(10),
                call().files(9),
                call().files(5),
                call().files(4),
                call().files(2),
                call().files(1)))
        .containsExactly("1: 1", "2-4: 2", "5-9: 2", "10-19: 2", "20+: 2");
  }

  @Test
  void categories_formats_models_and_batches_are_named_as_in_a_plan() {
    var one = call().category(Category.DOC_SYNTHESIS).format(Format.ENVELOPE).model("opus");
    var two = call().category(Category.BACKEND).batched();

    assertThat(names(Dimension.CATEGORY, one, two))
        .containsExactly("backend: 1", "doc_synthesis: 1");
    assertThat(names(Dimension.FORMAT, one, two)).containsExactly("envelope: 1", "ndjson: 1");
    assertThat(names(Dimension.MODEL, one, two)).containsExactly("opus: 1", "sonnet: 1");
    assertThat(names(Dimension.BATCHED, one, two)).containsExactly("not batched: 1", "batched: 1");
  }
}
