package dev.autopack.testing;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.call;
import static dev.autopack.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.gate.GateName;
import dev.autopack.gate.Waiver;
import dev.autopack.run.StepKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deaths are counted around every write, and come where they were asked for. */
class MortalityTest {
  private static final StepKey<Waiver> KEY =
      new StepKey<>(RUN, Optional.of(PHASE), 1, 1, "propose", Waiver.class);

  private final MemoryRunStore memory = new MemoryRunStore(new ManualClock());

  private static final int INSTANTS = 10;

  /** One run with a call, a step and an artefact, through mortal ports. */
  private void live(Mortality mortality) throws InterruptedException {
    var store = new MortalRunStore(memory, mortality);
    store.create(Samples.run(RUN), List.of(PHASE), event("run_started"));
    store.reserve(Samples.reservation(call(1)));
    new MortalJournal(new MemoryJournal(memory), mortality)
        .step(KEY, _ -> new Waiver(GateName.TESTS, "ann"));
    new MortalArtefacts(new MemoryArtefacts(), mortality).save(new byte[0]);
  }

  @Test
  void every_write_has_an_instant_before_and_one_after() throws InterruptedException {
    var counted = Mortality.none();

    live(counted);

    assertThat(counted.instants())
        .containsExactly(
            "before create",
            "after create",
            "before reserve run-1/slugify attempt 1 batch 1 call 1",
            "after reserve run-1/slugify attempt 1 batch 1 call 1",
            "before the intent of 'propose'",
            "after the intent of 'propose'",
            "before the result of 'propose'",
            "after the result of 'propose'",
            "before an artefact",
            "after an artefact")
        .hasSize(INSTANTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10})
  void death_comes_at_the_instant_asked_for_and_nothing_is_written_after_it(int instant) {
    var mortality = Mortality.throwingAt(instant);

    assertThatThrownBy(() -> live(mortality)).isInstanceOf(Killed.class);
    assertThatThrownBy(() -> mortality.reach("before something else")).isInstanceOf(Killed.class);

    assertThat(memory.find(RUN).isPresent()).isEqualTo(instant > 1);
  }

  @Test
  void a_life_shorter_than_that_ends_in_peace() throws InterruptedException {
    live(Mortality.throwingAt(INSTANTS + 1));

    assertThat(memory.calls(RUN)).hasSize(1);
  }
}
