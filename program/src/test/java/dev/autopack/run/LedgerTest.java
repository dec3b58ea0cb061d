package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.attempts;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.limited;
import static dev.autopack.run.RunScenario.minutes;
import static dev.autopack.run.RunScenario.phase;
import static dev.autopack.run.RunScenario.tokens;
import static dev.autopack.run.RunScenario.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.Usage;
import dev.autopack.plan.Limits;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.MemoryRunStore;
import dev.autopack.testing.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run may spend: reserved before, settled after, refused where it would be too much. */
class LedgerTest {
  private final ManualClock clock = new ManualClock();
  private final MemoryRunStore store = new MemoryRunStore(clock);

  private Ledger ledger(Limits limits) {
    store.create(
        Samples.run(Samples.RUN),
        List.of(Samples.PHASE, Samples.OTHER_PHASE),
        Samples.event("run_created"));
    return new Ledger(store, Samples.RUN, limits, clock);
  }

  /** 6,369 tokens at 0.04371 USD. */
  private static CallReservation call(int number) {
    return Samples.reservation(Samples.call(number));
  }

  @Test
  void a_call_counts_as_reserved_until_it_is_settled_and_then_as_billed() {
    var ledger = ledger(Limits.NONE);
    ledger.reserve(call(1), Limits.NONE);
    ledger.reserve(call(2), Limits.NONE);
    store.settle(Samples.call(1), Samples.settlement());

    assertThat(Ledger.Spent.of(store.calls(Samples.RUN)))
        .isEqualTo(
            new Ledger.Spent(
                6_369 + 6_369,
                new BigDecimal("0.0421").add(new BigDecimal("0.04371000")),
                new Usage(4300, 12, 9, 2048, 100),
                2));
  }

  @Test
  void what_just_fits_is_reserved_and_a_token_more_is_not() {
    var ledger = ledger(tokens(2 * 6_369));
    ledger.reserve(call(1), Limits.NONE);
    ledger.reserve(call(2), Limits.NONE);

    assertThatThrownBy(() -> ledger.reserve(call(3), Limits.NONE))
        .isInstanceOf(NotNow.class)
        .hasMessage("the next call could bring the run to 19107 tokens, over its limit of 12738");
    assertThat(store.calls(Samples.RUN)).hasSize(2);
  }

  @Test
  void money_is_named_so_that_the_limit_and_what_passes_it_differ() {
    var ledger = ledger(usd("0.131"));
    ledger.reserve(call(1), Limits.NONE);
    ledger.reserve(call(2), Limits.NONE);

    assertThatThrownBy(() -> ledger.reserve(call(3), Limits.NONE))
        .hasMessage("the next call could bring the run to $0.13113, over its limit of $0.131");
  }

  @Test
  void a_phase_has_limits_of_its_own_that_other_phases_calls_do_not_use() {
    var ledger = ledger(Limits.NONE);
    ledger.reserve(call(1), tokens(6_369));

    assertThatThrownBy(() -> ledger.reserve(call(2), tokens(6_369)))
        .hasMessageStartingWith("the next call could bring the phase 'slugify' to 12738 tokens");
    var other = new CallKey(Samples.RUN, Samples.OTHER_PHASE, 1, 1, 1);
    ledger.reserve(Samples.reservation(other), tokens(6_369));
  }

  @Test
  void what_a_person_sets_for_the_run_raises_a_phases_limit_and_never_lowers_it() {
    var ledger = ledger(Limits.NONE);
    store.raiseLimits(Samples.RUN, tokens(6_369), Samples.event("limits_raised"));

    ledger.reserve(call(1), tokens(100));

    store.raiseLimits(Samples.RUN, tokens(20_000), Samples.event("limits_raised"));
    ledger.reserve(call(2), tokens(6_369));
    assertThat(store.calls(Samples.RUN)).hasSize(2);
  }

  @Test
  void working_time_counts_and_a_clock_that_was_set_back_takes_none_away() {
    var ledger = ledger(Limits.NONE);
    clock.advance(Duration.ofMinutes(3));
    ledger.countTime();
    clock.advance(Duration.ofMinutes(-10));
    ledger.countTime();
    clock.advance(Duration.ofMinutes(2));
    ledger.countTime();

    assertThat(store.worked(Samples.RUN)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void minutes_are_over_when_they_are_worked() {
    var ledger = ledger(minutes(4));
    clock.advance(Duration.ofMinutes(4).minusMillis(1));
    ledger.reserve(call(1), Limits.NONE);
    clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(() -> ledger.reserve(call(2), Limits.NONE))
        .hasMessage("the run has worked for 4 of its 4 minutes");
  }

  @Test
  void a_raised_limit_replaces_the_plans_and_leaves_the_others() {
    var ledger =
        ledger(
            new Limits(tokens(5).tokens(), usd("1").usd(), OptionalInt.of(7), OptionalInt.of(3)));
    store.raiseLimits(Samples.RUN, usd("2.5"), Samples.event("limits_raised"));

    assertThat(ledger.limits())
        .isEqualTo(
            new Limits(tokens(5).tokens(), usd("2.5").usd(), OptionalInt.of(7), OptionalInt.of(3)));
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        Arguments.of(RunScenario.of(tokens(100), SLUG), tokens(1_000_000), "tokens"),
        Arguments.of(RunScenario.of(usd("0.01"), SLUG), usd("10"), "over its limit of $0.01"),
        Arguments.of(
            RunScenario.of(limited(SLUG, tokens(100))), tokens(1_000_000), "phase 'slugify'"),
        Arguments.of(RunScenario.of(limited(SLUG, usd("0.01"))), usd("10"), "phase 'slugify'"));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void a_breach_suspends_before_the_call_and_a_raised_limit_resumes(
      RunScenario scenario, Limits raised, String named) throws Exception {
    assertThat(scenario.reply(good()).run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).startsWith("SUSPENDED: budget: ").contains(named);
    assertThat(scenario.requests()).isEmpty();
    assertThat(scenario.run()).as("no limit raised").isEqualTo(RunState.SUSPENDED);

    assertThat(scenario.raise(raised).run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.requests()).hasSize(1);
  }

  @Test
  void minutes_worked_off_suspend_between_calls_and_more_of_them_resume() throws Exception {
    var scenario = RunScenario.of(minutes(30), SLUG).reply(bad()).reply(good());
    scenario.model =
        (request, sink) -> {
          scenario.clock.advance(Duration.ofMinutes(30));
          return scenario.script.stream(request, sink);
        };

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).endsWith("worked for 30 of its 30 minutes");
    scenario.clock.advance(Duration.ofHours(9));

    assertThat(scenario.raise(minutes(31)).run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.store.worked(RUN)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void attempts_of_the_run_used_up_suspend_and_more_of_them_resume() throws Exception {
    var scenario = RunScenario.of(attempts(1), SLUG).reply(bad()).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).endsWith("the run has used its 1 attempts");
    assertThat(scenario.raise(attempts(2)).run()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void attempts_of_the_phase_used_up_fail_it() throws Exception {
    var scenario = RunScenario.of(limited(SLUG, attempts(1))).reply(bad());

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.FAILED);
  }

  @Test
  void a_phase_over_its_own_limit_holds_up_no_other_phase() throws Exception {
    var poor = limited(phase("poor"), tokens(100));
    var scenario = RunScenario.of(poor, SLUG).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);

    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.COMPLETE);
    assertThat(scenario.phases().get("poor")).startsWith("SUSPENDED: budget: ");
  }
}
