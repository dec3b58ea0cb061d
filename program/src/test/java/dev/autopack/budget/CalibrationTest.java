package dev.autopack.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.budget.Calibration.State;
import dev.autopack.budget.Observation.Reach;
import dev.autopack.plan.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Every reply twice as large as predicted: an error of 100 %, and none with the factor. */
  private static final Calibration.Later DOUBLED = new Calibration.Later(1.0, 0.0);

  private static final Stratum EDITS = new Stratum(Format.NDJSON, Writing.EDITS, Category.BACKEND);

  @Test
  void nineteen_calls_change_nothing() {
    assertThat(Calibration.of(calls("shop", 19, 4.0))).isEqualTo(Calibration.NONE);
  }

  @Test
  void estimates_that_are_near_enough_are_left_alone() {
    var calibration = Calibration.of(calls("shop", 20, 1.25));

    assertThat(calibration.fits()).extracting(Calibration.Fit::state).containsOnly(State.GOOD);
    assertThat(calibration.factor("shop", EDITS)).isEqualTo(1);
  }

  @Test
  void twenty_calls_that_miss_alike_are_refitted() {
    var calibration = Calibration.of(calls("shop", 20, 2.0));

    assertThat(calibration.fits())
        .contains(
            new Calibration.Fit(
                Optional.of("shop"), EDITS, 20, 1.0, State.REFITTED, 2.0, Optional.of(DOUBLED)),
            new Calibration.Fit(
                Optional.empty(), EDITS, 20, 1.0, State.REFITTED, 2.0, Optional.of(DOUBLED)));
    assertThat(calibration.factor("shop", EDITS)).isEqualTo(2);
  }

  @Test
  void a_refit_that_does_not_help_the_later_half_is_dropped_and_the_stratum_marked() {
    var changed = new ArrayList<>(calls("shop", 10, 3.0));
    changed.addAll(calls("shop", 10, 0.5));

    var calibration = Calibration.of(changed);

    assertThat(calibration.fits()).extracting(Calibration.Fit::state).containsOnly(State.MARKED);
    assertThat(calibration.factor("shop", EDITS)).isEqualTo(1);
  }

  @Test
  void a_repository_of_its_own_kind_has_its_own_factor_and_others_that_of_all() {
    var both = new ArrayList<>(calls("bank", 60, 4.0));
    both.addAll(calls("shop", 20, 2.0));

    var calibration = Calibration.of(both);

    assertThat(calibration.factor("shop", EDITS)).isEqualTo(2);
    assertThat(calibration.factor("bank", EDITS)).isEqualTo(4);
    assertThat(calibration.factor("farm", EDITS)).isEqualTo(4);
    assertThat(
            calibration.factor("shop", new Stratum(Format.DIFF, Writing.EDITS, Category.BACKEND)))
        .isEqualTo(1);
  }

  @Test
  void a_cut_reply_counts_as_one_of_at_least_its_size() {
    // A quarter of the replies are cut at 3 times the estimate; the true middle is 2.
    var random = new Random(4);
    var cut =
        IntStream.range(0, 400)
            .mapToDouble(_ -> 2 * Math.exp(0.6 * random.nextGaussian()))
            .mapToObj(ratio ->
                ratio > 3
                    ? observation("shop", 3.0, Reach.CUT)
                    : observation("shop", ratio, Reach.WHOLE))
            .toList();

    assertThat(Calibration.of(cut).factor("shop", EDITS)).isCloseTo(2, within(0.25));
  }

  @Test
  void replies_that_were_all_cut_count_for_the_largest_that_was_seen() {
    var cut = IntStream.range(0, 20).mapToObj(_ -> observation("shop", 2.5, Reach.CUT)).toList();

    assertThat(Calibration.of(cut).factor("shop", EDITS)).isEqualTo(2.5);
  }

  @Test
  void an_empty_reply_never_makes_an_estimate_of_nothing() {
    var calibration = Calibration.of(calls("shop", 20, 0.0));

    assertThat(calibration.factor("shop", EDITS)).isPositive();
  }

  private static List<Observation> calls(String repository, int count, double ratio) {
    return IntStream.range(0, count)
        .mapToObj(_ -> observation(repository, ratio, Reach.WHOLE))
        .toList();
  }

  private static Observation observation(String repository, double ratio, Reach reach) {
    return new Observation(repository, EDITS, 1_000, Math.round(1_000 * ratio), reach);
  }
}
