package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.outside;
import static dev.autopack.run.RunScenario.phase;
import static dev.autopack.run.RunScenario.rewriting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.error.OperatorException;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.testing.Killed;
import dev.autopack.testing.Mortality;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One executor a run, its check, and the way back. */
class RunExecutorTest {
  private static final Phase NEXT =
      PhaseDraft.decidedBy(
          PhaseDraft.named(PhaseDraft.delivering("src/next.txt"), "next"), "tests/slug.txt");

  private static RunScenario two() {
    return RunScenario.of(SLUG, NEXT).reply(good()).reply(creation("src/next.txt", "next\n"));
  }

  private static String rollBack(RunScenario scenario, String... to) throws InterruptedException {
    try (var executor = scenario.executor()) {
      return executor.rollBack(java.util.Arrays.stream(to).map(PhaseId::new).findFirst(), "ann");
    }
  }

  @Test
  void a_second_executor_of_the_same_run_is_refused_while_the_first_is_open() {
    var scenario = RunScenario.of(SLUG);
    try (var _ = scenario.executor()) {
      assertThatThrownBy(scenario::executor)
          .isInstanceOf(OperatorException.class)
          .hasMessage("The run 'run-1' is being executed by another process.");
    }
    scenario.executor().close();
  }

  @Test
  void an_executor_that_lost_the_run_to_another_writes_nothing_more() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    try (var executor = scenario.executor()) {
      scenario.store.otherProcess().own(RUN, "another");

      assertThatThrownBy(executor::execute)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("run 'run-1' is now owned by 'another'");
    }
    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.QUEUED);
  }

  @Test
  void a_run_rolled_back_to_its_start_keeps_what_it_held_as_a_branch() throws Exception {
    var scenario = two();
    var start = scenario.workspace.files();
    scenario.run();

    assertThat(rollBack(scenario)).isEqualTo("partial/rolled-back-1");

    assertThat(scenario.workspace.files()).isEqualTo(start);
    assertThat(scenario.workspace.refs().get("partial/rolled-back-1"))
        .containsEntry("src/slug.txt", "good\n")
        .containsEntry("src/next.txt", "next\n");
    assertThat(scenario.phases())
        .isEqualTo(
            Map.of(
                "slugify", "SKIPPED: rolled back by ann", "next", "SKIPPED: rolled back by ann"));
    assertThat(scenario.record().state()).isEqualTo(RunState.INCOMPLETE);
  }

  @Test
  void a_run_rolled_back_to_a_phase_keeps_what_was_complete_before_it() throws Exception {
    var scenario = two();
    scenario.run();

    rollBack(scenario, "next");

    assertThat(scenario.workspace.files())
        .containsEntry("src/slug.txt", "good\n")
        .doesNotContainKey("src/next.txt");
    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.COMPLETE);
    assertThat(scenario.stateOf("next")).isEqualTo(PhaseState.SKIPPED);
  }

  @Test
  void a_phase_that_began_earlier_and_was_complete_later_is_undone_too() throws Exception {
    var scenario =
        RunScenario.of(SLUG, PhaseDraft.decidedBy(NEXT, "tests/any.txt"))
            .reply(good(), outside())
            .reply(creation("src/next.txt", "next\n"));
    scenario.run();
    scenario.approve().run();
    assertThat(scenario.phases().values()).allMatch(state -> state.startsWith("COMPLETE"));

    rollBack(scenario, "next");

    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "old\n");
    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.SKIPPED);
  }

  @Test
  void a_run_rolled_back_while_it_waits_asks_nothing_any_more_and_holds_nothing() throws Exception {
    var scenario = RunScenario.of(SLUG, phase("after", "slugify")).reply(good(), outside());
    scenario.run();

    rollBack(scenario);

    assertThat(scenario.store.unanswered(RUN)).isEmpty();
    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
    assertThat(scenario.phases())
        .isEqualTo(
            Map.of(
                "slugify", "SKIPPED: rolled back by ann", "after", "SKIPPED: rolled back by ann"));
    assertThat(scenario.report()).doesNotContain("asks for approval");
  }

  @Test
  void a_killed_run_can_be_rolled_back_and_no_phase_of_it_stays_running() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    var death = Mortality.throwingAt(scenario.instantOf("after commit"));
    assertThatThrownBy(() -> scenario.run(death)).isInstanceOf(Killed.class);
    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.RUNNING);

    rollBack(scenario);

    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "old\n");
    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.SKIPPED);
  }

  @Test
  void a_suspended_run_can_be_rolled_back_and_a_failed_phase_stays_failed() throws Exception {
    var failing = RunScenario.limited(phase("failing"), RunScenario.attempts(1));
    var scenario = RunScenario.of(failing, SLUG).reply(bad());
    scenario.fails(new dev.autopack.model.ModelFailure.OutOfQuota("no credit"));
    scenario.run();

    rollBack(scenario);

    assertThat(scenario.stateOf("failing")).isEqualTo(PhaseState.FAILED);
    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.SKIPPED);
  }

  @Test
  void a_phase_that_never_began_is_nowhere_to_go_back_to() {
    assertThatThrownBy(() -> rollBack(two(), "next"))
        .isInstanceOf(OperatorException.class)
        .hasMessage("The phase 'next' was never begun in run 'run-1'.");
  }

  @Test
  void what_a_rollback_left_behind_is_no_place_to_go_back_to() throws Exception {
    var scenario = two();
    scenario.run();
    rollBack(scenario);

    assertThatThrownBy(() -> rollBack(scenario, "next"))
        .isInstanceOf(OperatorException.class)
        .hasMessage("The beginning of phase 'next' was left behind by an earlier rollback.");
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "old\n");
  }

  @Test
  void a_rollback_further_back_is_kept_under_another_name() throws Exception {
    var scenario = two();
    scenario.run();
    rollBack(scenario, "next");

    assertThat(rollBack(scenario, "slugify")).isEqualTo("partial/rolled-back-2");

    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "old\n");
    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.SKIPPED);
  }

  @Test
  void a_rollback_that_died_anywhere_is_done_again_to_the_same_end() throws Exception {
    var undisturbed = two();
    undisturbed.run();
    rollBack(undisturbed);
    for (int instant = 1; ; instant++) {
      var scenario = two();
      scenario.run();
      var mortality = Mortality.throwingAt(instant);
      var died = died(scenario, mortality);
      if (scenario.record().state() == RunState.COMPLETE) {
        rollBack(scenario);
      }
      assertThat(scenario.workspace.files()).isEqualTo(undisturbed.workspace.files());
      assertThat(scenario.workspace.refs()).isEqualTo(undisturbed.workspace.refs());
      assertThat(scenario.phases()).isEqualTo(undisturbed.phases());
      assertThat(scenario.record().state()).isEqualTo(RunState.INCOMPLETE);
      if (!died) {
        assertThat(instant).isGreaterThan(10);
        return;
      }
    }
  }

  private static boolean died(RunScenario scenario, Mortality mortality) throws Exception {
    try (var executor = scenario.executor(mortality)) {
      executor.rollBack(Optional.empty(), "ann");
      return false;
    } catch (Killed killed) {
      return true;
    }
  }

  @Test
  void a_check_spends_nothing_and_shows_what_will_be_asked() throws Exception {
    var scenario = RunScenario.of(SLUG);
    try (var executor = scenario.executor()) {
      assertThat(executor.check().lines())
          .extracting(RunCheck.Line::name)
          .containsExactly(
              "repository", "cost", "model", "baseline", "gates", "audit", "sandbox", "channels");
    }
    assertThat(scenario.requests()).isEmpty();
    assertThat(scenario.words.runs()).isEqualTo(1);
  }

  @Test
  void a_setup_command_that_failed_at_the_start_may_work_at_the_next(@TempDir Path cache)
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply(rewriting("src/slug.txt", "good\n"));
    scenario.failSetupOnce(cache);

    assertThat(baseline(scenario)).isEqualTo(RunCheck.Mark.FAIL);
    assertThat(baseline(scenario)).isEqualTo(RunCheck.Mark.OK);
  }

  @Test
  void no_change_is_judged_against_a_baseline_that_could_not_be_set_up(@TempDir Path cache)
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    scenario.failSetupOnce(cache);

    assertThatThrownBy(scenario::run).hasMessageContaining("failed with exit code 7:\nno network");
    assertThat(scenario.record().state()).isEqualTo(RunState.SUSPENDED);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.requests()).hasSize(1);
  }

  private static RunCheck.Mark baseline(RunScenario scenario) throws InterruptedException {
    try (var executor = scenario.executor()) {
      return executor.check().lines().stream()
          .filter(line -> line.name().equals("baseline"))
          .map(RunCheck.Line::mark)
          .findFirst()
          .orElseThrow();
    }
  }
}
