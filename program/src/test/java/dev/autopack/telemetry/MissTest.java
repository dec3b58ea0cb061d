package dev.autopack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The three errors of one estimate. */
class MissTest {
  @Test
  void three_hundred_for_an_estimate_of_two_hundred() {
    var miss = new Miss(200, 300);

    assertThat(miss.error()).hasValue(0.5);
    assertThat(miss.ape()).hasValue(100 / 300.0);
    assertThat(miss.smape()).hasValue(0.4);
  }

  @Test
  void nothing_can_be_said_in_parts_of_nothing() {
    assertThat(new Miss(0, 5).error()).isEmpty();
    assertThat(new Miss(5, 0).ape()).isEmpty();
    assertThat(new Miss(5, 0).smape()).hasValue(2);
    assertThat(new Miss(0, 0).smape()).isEmpty();
  }

  @Test
  void a_middle_has_a_median_and_a_mean() {
    assertThat(Measure.Middle.of(DoubleStream.of(0.9, 0.1, 0.2)).value()).hasValue(0.2);
    assertThat(Measure.Middle.of(DoubleStream.of(0.9, 0.1, 0.2)).mean().getAsDouble())
        .isEqualTo((0.1 + 0.2 + 0.9) / 3);
  }
}
