package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.attempts;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.limited;
import static dev.autopack.run.RunScenario.outside;
import static dev.autopack.run.RunScenario.phase;
import static dev.autopack.run.RunScenario.rewriting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.failure.FailureDigest;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.plan.Phase;
import dev.autopack.testing.Killed;
import dev.autopack.testing.Mortality;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which phase is next, and where a run stands when none is. */
class RunLoopTest {
  private static final Phase FAILING = limited(phase("failing"), attempts(1));

  @Test
  void what_depends_on_a_failed_phase_is_blocked_and_what_depends_on_that_too() throws Exception {
    var scenario =
        RunScenario.of(phase("last", "middle"), phase("middle", "failing"), FAILING, phase("free"))
            .reply(bad())
            .reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.phases())
        .containsEntry("middle", "BLOCKED: it depends on 'failing', which did not complete")
        .containsEntry("last", "BLOCKED: it depends on 'middle', which did not complete");
    assertThat(scenario.stateOf("failing")).isEqualTo(PhaseState.FAILED);
    assertThat(scenario.stateOf("free")).isEqualTo(PhaseState.COMPLETE);
  }

  @Test
  void phases_run_in_the_plans_order_but_after_what_they_depend_on() throws Exception {
    var scenario =
        RunScenario.of(writing("b", "a"), writing("c"), writing("a"))
            .reply(creation("src/c.txt", "c\n"))
            .reply(creation("src/a.txt", "a\n"))
            .reply(creation("src/b.txt", "b\n"));

    scenario.run();

    assertThat(started(scenario)).containsExactly("c", "a", "b");
  }

  private static Phase writing(String id, String... dependsOn) {
    var one = PhaseDraft.named(PhaseDraft.delivering("src/%s.txt".formatted(id)), id, dependsOn);
    return limited(PhaseDraft.decidedBy(one, "tests/any.txt"), attempts(1));
  }

  private static List<String> started(RunScenario scenario) {
    return scenario.store.events(RUN, 0, 1_000).stream()
        .filter(stored -> stored.event().type().equals("attempt_started"))
        .map(stored -> stored.phase().orElseThrow().value())
        .toList();
  }

  @Test
  void a_phase_that_a_dead_process_left_running_comes_first() throws Exception {
    var scenario =
        RunScenario.of(phase("first"), SLUG)
            .reply(good())
            .reply(rewriting("src/slug.txt", "good 2\n"));
    scenario.store.move(
        RUN,
        SLUG.id(),
        PhaseState.QUEUED,
        PhaseState.RUNNING,
        "",
        RunEvent.of("phase_running", ""));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(started(scenario)).containsExactly("slugify", "first");
  }

  @Test
  void a_run_with_a_question_waits_even_where_another_phase_failed() throws Exception {
    var scenario = RunScenario.of(FAILING, SLUG).reply(bad()).reply(good(), outside());

    assertThat(scenario.run()).isEqualTo(RunState.WAITING);

    assertThat(scenario.events().getLast())
        .isEqualTo(RunEvent.of("run_waiting", "1 awaiting approval, 1 failed"));
  }

  @Test
  void a_run_with_a_phase_left_out_is_incomplete() throws Exception {
    var scenario = RunScenario.of(phase("skipped"), phase("next", "skipped")).reply(good());
    scenario.store.move(
        RUN,
        RunScenario.id("skipped"),
        PhaseState.QUEUED,
        PhaseState.SKIPPED,
        "",
        RunEvent.of("phase_skipped", ""));

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.stateOf("next")).isEqualTo(PhaseState.COMPLETE);
  }

  @Test
  void an_answer_that_comes_while_the_run_ends_leaves_it_to_be_resumed() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good(), outside());
    scenario.through = answeringBeforeTheEnd(RunScenario::approve, scenario);

    assertThat(scenario.run()).isEqualTo(RunState.WAITING);

    scenario.through = store -> store;
    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void a_store_that_fails_while_the_run_is_taken_over_leaves_it_unlocked() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    assertThatThrownBy(() -> scenario.run(Mortality.throwingAt(1))).isInstanceOf(Killed.class);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
  }

  /** Another process, that answers between the loop's last look and the run's end. */
  private static java.util.function.UnaryOperator<RunStore> answeringBeforeTheEnd(
      Consumer<RunScenario> answer, RunScenario scenario) {
    var looks = new AtomicInteger();
    return store ->
        (RunStore)
            Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                (_, method, arguments) -> {
                  // The loop looks twice for the next phase (to block, to choose), then ends.
                  var waits = !scenario.store.unanswered(RUN).isEmpty();
                  if (method.getName().equals("phases") && waits && looks.incrementAndGet() == 3) {
                    answer.accept(scenario);
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  @Test
  void a_person_who_interrupts_suspends_the_run_and_its_phase() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.model =
        (_, _) -> {
          throw new InterruptedException();
        };

    assertThatThrownBy(scenario::run).isInstanceOf(InterruptedException.class);

    assertThat(scenario.record().state()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases())
        .isEqualTo(Map.of("slugify", "SUSPENDED: operator: interrupted by a person"));
    scenario.model = scenario.script;
    assertThat(scenario.reply(good()).run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.settlements()).containsExactly("LOST", "COMPLETE");
  }

  @Test
  void a_run_that_another_process_ended_meanwhile_stays_as_it_is() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    scenario.run();
    var told = scenario.events();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.events()).isEqualTo(told);
  }

  @Test
  void a_bug_of_ours_ends_the_process_as_a_crash_does() throws Exception {
    var scenario = RunScenario.of(SLUG);

    assertThatThrownBy(scenario::run).hasMessage("call 1 is not scripted");

    assertThat(scenario.record().state()).isEqualTo(RunState.RUNNING);
    assertThat(scenario.reply(good()).run()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void working_time_is_counted_however_the_run_ends() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.model =
        (_, _) -> {
          scenario.clock.advance(java.time.Duration.ofMinutes(7));
          throw new IllegalStateException("a bug");
        };

    assertThatThrownBy(scenario::run).hasMessage("a bug");

    assertThat(scenario.store.worked(RUN)).isEqualTo(java.time.Duration.ofMinutes(7));
  }

  @Test
  void a_failed_phase_must_say_why() {
    assertThatThrownBy(() -> new PhaseOutcome.Failed(SLUG.id(), List.of()))
        .hasMessage("phase 'slugify' failed without a reason");
    assertThat(new PhaseOutcome.Failed(SLUG.id(), List.of(new FailureDigest("tests", "red"))))
        .extracting(PhaseOutcome.Failed::phase)
        .isEqualTo(SLUG.id());
  }
}
