package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.output.BadJson.Damage;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTextPropertyTest {
  private static final int SEEDS = 300;
  private static final int CUT_SEEDS = 20;

  static Stream<Arguments> cuts() {
    return Stream.of(Damage.values())
        .filter(damage -> damage != Damage.FENCE && damage != Damage.PROSE)
        .flatMap(
            damage -> LongStream.range(0, CUT_SEEDS).mapToObj(seed -> Arguments.of(damage, seed)));
  }

  @ParameterizedTest
  @EnumSource
  void a_value_written_badly_is_read_and_what_was_wrong_is_said(Damage damage) {
    for (long seed = 0; seed < SEEDS; seed++) {
      var bad = new BadJson(seed, damage);
      var written = bad.written();

      var reading = JsonText.read(written);

      assertThat(reading).as("seed %d: %s", seed, written).isInstanceOf(JsonReading.Value.class);
      var value = (JsonReading.Value) reading;
      assertThat(value.value()).as("seed %d: %s", seed, written).isEqualTo(bad.value());
      if (damage == Damage.NONE) {
        assertThat(value.repairs()).as("seed %d: %s", seed, written).isEqualTo(List.of());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void no_beginning_of_a_value_is_one(Damage damage, long seed) {
    var written = new BadJson(seed, damage).written();

    for (int cut = 0; cut < written.stripTrailing().length(); cut++) {
      var beginning = written.substring(0, cut);
      assertThat(JsonText.read(beginning))
          .as("cut at %d: %s", cut, beginning)
          .isNotInstanceOf(JsonReading.Value.class);
      assertThat(JsonText.read("Here:\n```json\n" + beginning + "\n```\n"))
          .as("in a fence, cut at %d: %s", cut, beginning)
          .isNotInstanceOf(JsonReading.Value.class);
    }
  }
}
