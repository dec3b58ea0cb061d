package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchorTest {
  @Test
  void of_a_long_line_enough_is_shown_to_stand_only_once() {
    var unit = IntStream.range(0, 200).mapToObj(i -> "f" + i).collect(Collectors.joining(";"));
    var text = "one\n" + "a=" + unit + ",b=" + unit;

    var anchor = Anchor.of(text);

    assertThat(text).endsWith(anchor);
    assertThat(text.indexOf(anchor)).isEqualTo(text.lastIndexOf(anchor));
    assertThat(anchor.length()).isLessThan(text.length());
  }

  @Test
  void of_a_long_line_that_repeats_itself_without_end_no_more_than_a_part_is_shown() {
    assertThat(Anchor.of("one\n" + "x".repeat(100_000)).length()).isBetween(300, 10_000);
  }

  @Test
  void of_a_long_line_of_which_a_little_stands_only_once_a_little_is_shown() {
    var text = IntStream.range(0, 2_000).mapToObj(i -> "f" + i).collect(Collectors.joining(";"));

    assertThat(Anchor.of(text)).hasSize(300);
  }
}
