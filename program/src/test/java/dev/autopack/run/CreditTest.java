package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.units;
import static dev.autopack.run.RunScenario.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.Phase;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.telemetry.CallFacts;
import dev.autopack.telemetry.CallFacts.Fate;
import dev.autopack.telemetry.CallFacts.Fate.Dropped.Why;
import dev.autopack.telemetry.Selection;
import dev.autopack.testing.Killed;
import dev.autopack.testing.MemoryRecords;
import dev.autopack.testing.Mortality;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How much of each call's output is in a commit; every call of these brings 100 tokens. */
class CreditTest {
  private static final Phase TWO =
      PhaseDraft.decidedBy(PhaseDraft.delivering("src/slug.txt", "src/more.txt"), "tests/slug.txt");

  private static List<Fate> fates(RunScenario scenario) {
    return new MemoryRecords(scenario.store)
        .calls(Selection.ALL).stream().map(CallFacts::fate).toList();
  }

  private static Fate committed(long tokens) {
    return new Fate.Committed(OptionalLong.of(tokens));
  }

  @Test
  void a_reply_that_is_complete_by_itself_is_in_the_commit_as_a_whole() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());

    scenario.run();

    assertThat(fates(scenario)).containsExactly(committed(100));
  }

  @Test
  void a_reply_of_a_failed_attempt_is_dropped() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(good());

    scenario.run();

    assertThat(fates(scenario)).containsExactly(new Fate.Dropped(Why.OTHER), committed(100));
  }

  @Test
  void what_a_continuation_says_again_is_in_no_commit() throws Exception {
    var more = creation("src/more.txt", "more\n".repeat(40));
    var scenario = RunScenario.of(TWO).cut(good(), more).reply(good(), more);

    scenario.run();

    // Both replies say the same two units; one end line comes on top.
    var kept =
        units(good(), more).length()
            / (double) (units(good(), more) + whole(good(), more)).length();
    assertThat(fates(scenario))
        .containsExactly(committed(Math.round(100 * kept)), committed(Math.round(100 * kept)));
    assertThat(kept).isBetween(0.4, 0.5);
  }

  @Test
  void a_process_that_dies_between_the_credit_and_the_end_of_the_attempt_loses_neither()
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    var death = Mortality.throwingAt(scenario.instantOf("after credit"));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> scenario.run(death))
        .isInstanceOf(Killed.class);

    scenario.run();

    assertThat(fates(scenario)).containsExactly(committed(100));
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }
}
