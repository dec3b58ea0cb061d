package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.budget.Calibration;
import dev.autopack.budget.Format;
import dev.autopack.budget.Stratum;
import dev.autopack.budget.Writing;
import dev.autopack.plan.Category;
import dev.autopack.run.CallSettlement.Ending;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.MemoryRecords;
import dev.autopack.testing.MemoryRunStore;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the calls that are on record make of the estimates of a run. */
class RunCalibrationTest {
  private static final Stratum WHOLE = new Stratum(Format.NDJSON, Writing.WHOLE, Category.BACKEND);
  private static final Stratum EDITS = new Stratum(Format.NDJSON, Writing.EDITS, Category.BACKEND);

  private final ManualClock clock = new ManualClock();
  private final MemoryRunStore store = new MemoryRunStore(clock);

  private void past(String repository, int count, double ratio, Ending ending) {
    new PastCalls(store, clock, repository, WHOLE).settled(count, ratio, ending);
  }

  private void past(String repository, int count, double ratio) {
    past(repository, count, ratio, Ending.COMPLETE);
  }

  private RunCalibration learnt(String repository) {
    return RunCalibration.learnt(repository, new MemoryRecords(store));
  }

  @Test
  void nothing_on_record_changes_nothing() {
    assertThat(learnt("/shop").factor(WHOLE)).isEqualTo(1);
  }

  @Test
  void nineteen_calls_say_nothing_and_the_twentieth_does() {
    past("/shop", 19, 2);
    assertThat(learnt("/shop").factor(WHOLE)).isEqualTo(1);

    past("/shop", 1, 2);
    assertThat(learnt("/shop").factor(WHOLE)).isEqualTo(2);
  }

  @Test
  void calls_of_another_kind_say_nothing_of_this_one() {
    past("/shop", 20, 2);

    assertThat(learnt("/shop").factor(EDITS)).isEqualTo(1);
  }

  @Test
  void an_error_of_thirty_percent_is_borne_and_one_above_is_not() {
    past("/near", 20, 1.29);
    past("/far", 20, 1.31);

    assertThat(learnt("/near").factor(WHOLE)).isEqualTo(1);
    assertThat(learnt("/far").factor(WHOLE)).isCloseTo(1.31, within(0.001));
  }

  @Test
  void a_stratum_that_its_earlier_half_makes_no_better_is_marked_and_left_alone() {
    past("/shop", 10, 2);
    past("/shop", 10, 0.6);

    var calibration = learnt("/shop");

    assertThat(calibration.calibration().fits())
        .extracting(Calibration.Fit::state)
        .containsOnly(Calibration.State.MARKED);
    assertThat(calibration.factor(WHOLE)).isEqualTo(1);
  }

  @Test
  void a_repository_goes_by_its_own_calls_and_one_without_by_those_of_all() {
    past("/bank", 60, 3);
    past("/shop", 20, 0.5);

    assertThat(learnt("/shop").factor(WHOLE)).isEqualTo(0.5);
    assertThat(learnt("/bank").factor(WHOLE)).isEqualTo(3);
    assertThat(learnt("/farm").factor(WHOLE)).isEqualTo(3);
  }

  @Test
  void a_repository_whose_own_estimates_are_near_is_left_alone_whatever_others_need() {
    past("/bank", 60, 3);
    past("/shop", 20, 1.1);

    assertThat(learnt("/shop").factor(WHOLE)).isEqualTo(1);
  }

  @Test
  void a_cut_reply_is_one_of_at_least_its_size() {
    // Alone, the whole replies would say 1.5; the longer ones were cut at 2.
    past("/shop", 8, 1.5);
    past("/shop", 12, 2, Ending.CUT);

    var factor = learnt("/shop").factor(WHOLE);

    assertThat(factor).isGreaterThanOrEqualTo(1.5).isLessThanOrEqualTo(2);
  }

  @Test
  void what_was_lost_failed_or_broke_the_format_says_nothing() {
    past("/shop", 20, 4, Ending.LOST);
    past("/shop", 20, 4, Ending.FAILED);
    past("/shop", 20, 4, Ending.MALFORMED);
    past("/shop", 20, 4, Ending.CANCELLED);

    assertThat(learnt("/shop").calibration()).isEqualTo(Calibration.NONE);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_factor_is_only_ever_one_that_brings_the_later_half_nearer(long seed) {
    var random = new Random(seed);
    double truth = Math.exp(random.nextGaussian());
    for (int i = 0; i < 20 + random.nextInt(40); i++) {
      past("/shop", 1, truth * Math.exp(0.3 * random.nextGaussian()));
    }

    for (var fit : learnt("/shop").calibration().fits()) {
      switch (fit.state()) {
        case GOOD -> assertThat(fit.error()).isLessThanOrEqualTo(Calibration.TOLERATED);
        case MARKED -> assertThat(fit.factor()).isEqualTo(1);
        case REFITTED -> {
          assertThat(fit.error()).isGreaterThan(Calibration.TOLERATED);
          var later = fit.later().orElseThrow();
          assertThat(later.after()).isLessThan(later.before());
        }
      }
    }
  }

  @Test
  void a_run_reserves_by_what_was_learnt_says_so_once_and_a_resumed_one_goes_on_with_it()
      throws Exception {
    var plain = RunScenario.of(SLUG).reply(good());
    plain.run();
    var scenario = RunScenario.of(SLUG);
    new PastCalls(scenario.store, scenario.clock, "/repo", WHOLE).settled(20, 3, Ending.COMPLETE);
    scenario.fails(new dev.autopack.model.ModelFailure.OutOfQuota("no credit")).reply(good());
    scenario.run();
    // The second process finds other calls on record, and keeps to what the run began with.
    new PastCalls(scenario.store, scenario.clock, "/repo", WHOLE).settled(40, 1, Ending.COMPLETE);
    scenario.run();

    var before = plain.store.calls(RUN).getFirst().reservation().budget().estimate();
    assertThat(scenario.store.calls(RUN))
        .hasSize(2)
        .extracting(call -> call.reservation().budget().estimate())
        .allSatisfy(after -> {
          assertThat(after.calibratedBy()).isEqualTo(3);
          assertThat(after.p50()).isEqualTo(3 * before.p50());
          assertThat(after.uncalibrated()).isEqualTo(before.p50());
        });
    assertThat(scenario.eventTypes()).containsOnlyOnce("estimates_calibrated");
  }

  @Test
  void a_forecast_is_made_with_what_was_learnt_and_says_so() {
    var scenario = RunScenario.of(SLUG);
    new PastCalls(scenario.store, scenario.clock, "/repo", WHOLE).settled(20, 3, Ending.COMPLETE);

    var phase = scenario.forecast().phases().getFirst();

    assertThat(phase.manifest().estimate().calibratedBy()).isEqualTo(3);
    assertThat(phase.lines())
        .anySatisfy(line -> assertThat(line).contains("times 3.00, as earlier calls have shown"));
    assertThat(phase.facts()).containsEntry("calibrated_by", 3.0);
  }
}
