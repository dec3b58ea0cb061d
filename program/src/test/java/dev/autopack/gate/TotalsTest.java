package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TotalsTest {
  private static final Share HALF = new Share(1, 2);
  private static final Share THIRD = new Share(1, 3);

  @Test
  void statements_count_where_there_are_some_and_else_lines() {
    assertThat(new Totals(HALF, Share.NONE, THIRD)).hasToString("33.3 % (1 of 3 statements)");
    assertThat(new Totals(HALF, Share.NONE, Share.NONE)).hasToString("50.0 % (1 of 2 lines)");
    assertThat(Totals.NONE).hasToString("0.0 % (0 of 0 lines)");
  }

  @Test
  void what_has_nothing_to_cover_is_taken_from_the_other() {
    var some = new Totals(HALF, HALF, HALF);
    var other = new Totals(THIRD, THIRD, THIRD);

    assertThat(Totals.NONE.or(other)).isEqualTo(other);
    assertThat(some.or(other)).isEqualTo(some);
    assertThat(new Totals(HALF, Share.NONE, Share.NONE).or(other))
        .isEqualTo(new Totals(HALF, THIRD, THIRD));
  }

  @Test
  void no_more_is_covered_than_there_is_and_nothing_less_than_nothing() {
    assertThat(new Share(2, 2).percent()).hasValue(100);
    assertThat(Share.NONE.percent()).isEmpty();
    assertThatThrownBy(() -> new Share(3, 2)).hasMessage("3 of 2 cannot be");
    assertThatThrownBy(() -> new Share(-1, 2)).hasMessage("-1 of 2 cannot be");
  }

  @Test
  void of_two_words_on_one_file_the_better_one_counts_line_by_line() {
    var one =
        new FileCoverage(
            new TreeMap<>(Map.of(1, 1L, 2, 0L)), new TreeMap<>(Map.of(1, HALF)), new Share(1, 4));
    var other =
        new FileCoverage(
            new TreeMap<>(Map.of(2, 3L, 3, 0L)),
            new TreeMap<>(Map.of(1, new Share(2, 2), 3, THIRD)),
            new Share(2, 4));

    assertThat(one.merge(other))
        .isEqualTo(
            new FileCoverage(
                new TreeMap<>(Map.of(1, 1L, 2, 3L, 3, 0L)),
                new TreeMap<>(Map.of(1, new Share(2, 2), 3, THIRD)),
                new Share(2, 4)));
  }
}
