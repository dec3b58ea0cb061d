package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.outside;
import static dev.autopack.run.RunScenario.phase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.output.Unit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change that policy asks about, and every way the answer can come. */
class ApprovalsTest {
  /** Outside the scope too, but found by its text, so that it may stand on another head. */
  private static final Unit EDIT =
      new Unit.Change(
          new FileEdit.Edit(
              new RepoPath("notes/other.txt"), List.of(new FileEdit.Replacement("one", "two"))));

  private static RunScenario asked(Unit... units) throws InterruptedException {
    var scenario = RunScenario.of(SLUG).reply(units);
    assertThat(scenario.run()).isEqualTo(RunState.WAITING);
    return scenario;
  }

  @Test
  void a_change_outside_the_scope_is_held_and_the_folder_is_as_before() throws Exception {
    var scenario = asked(good(), outside());

    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.AWAITING_APPROVAL);
    assertThat(scenario.workspace.folderFiles()).isEqualTo(scenario.workspace.files());
    assertThat(scenario.workspace.refs().get("held/slugify"))
        .containsEntry("notes/other.txt", "two\n")
        .containsEntry("src/slug.txt", "good\n");
    assertThat(scenario.request())
        .extracting(GovernanceRequest::attempt, GovernanceRequest::expires)
        .containsExactly(1, scenario.clock.instant().plus(Duration.ofHours(24)));
    assertThat(scenario.events().getLast().text()).isEqualTo("1 awaiting approval");
  }

  @Test
  void an_approved_change_is_applied_without_a_new_call() throws Exception {
    var scenario = asked(good(), outside()).approve();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.requests()).hasSize(1);
    assertThat(scenario.workspace.files()).containsEntry("notes/other.txt", "two\n");
    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  @Test
  void a_denied_change_is_let_go_and_the_next_attempt_reads_the_reason() throws Exception {
    var scenario = asked(good(), outside());
    scenario.answer(Answer.Choice.DENIED, "The notes are Ann's.").reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(2))
        .contains("A person did not approve the change to 'notes/other.txt'.")
        .contains("The reason: The notes are Ann's.");
    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
    assertThat(scenario.workspace.files()).containsEntry("notes/other.txt", "one\n");
  }

  @Test
  void a_denial_on_the_last_attempt_fails_the_phase_as_denied() throws Exception {
    var scenario = asked(good(), outside());
    scenario.answer(Answer.Choice.DENIED, "").reply(good(), outside());
    assertThat(scenario.run()).isEqualTo(RunState.WAITING);
    scenario.answer(Answer.Choice.DENIED, " ");

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.phases().get("slugify")).endsWith("No reason was given.");
  }

  @Test
  void no_answer_in_time_is_a_no_that_the_onlooker_sees() throws Exception {
    var scenario = asked(good(), outside()).reply(good());
    scenario.clock.advance(Duration.ofHours(24));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(2)).contains("The reason: nobody answered in time");
    assertThat(scenario.shown()).extracting(RunEvent::type).containsOnlyOnce("approval_expired");
  }

  @Test
  void a_yes_that_came_too_late_is_a_no() throws Exception {
    var scenario = asked(good(), outside()).reply(good());
    scenario.clock.advance(Duration.ofHours(24));
    scenario.approve();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(2)).contains("the yes came after the request had expired");
    assertThat(scenario.workspace.files()).containsEntry("notes/other.txt", "one\n");
  }

  @Test
  void an_approved_change_goes_on_the_head_of_now_where_it_is_still_the_same() throws Exception {
    var scenario = asked(good(), EDIT).approve();
    scenario.workspace.commitElsewhere("src/new.txt", "new\n");

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files())
        .containsEntry("src/new.txt", "new\n")
        .containsEntry("notes/other.txt", "two\n");
    assertThat(scenario.requests()).hasSize(1);
  }

  @Test
  void an_approved_change_that_became_another_one_is_asked_again() throws Exception {
    var scenario = asked(good(), EDIT);
    var first = scenario.request().id();
    scenario.approve();
    scenario.workspace.commitElsewhere("notes/other.txt", "zero\none\n");

    assertThat(scenario.run()).isEqualTo(RunState.WAITING);
    assertThat(scenario.request().id()).isNotEqualTo(first);
    assertThat(scenario.workspace.refs().get("held/slugify"))
        .containsEntry("notes/other.txt", "zero\ntwo\n");
    assertThat(scenario.approve().run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.requests()).hasSize(1);
    assertThat(scenario.workspace.files()).containsEntry("notes/other.txt", "zero\ntwo\n");
    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
  }

  @Test
  void a_second_question_that_is_denied_ends_the_attempt_though_the_first_was_approved()
      throws Exception {
    var scenario = asked(good(), EDIT).approve();
    scenario.workspace.commitElsewhere("notes/other.txt", "zero\none\n");
    scenario.run();
    scenario.answer(Answer.Choice.DENIED, "not any more").reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(2)).contains("not any more");
    assertThat(scenario.workspace.files()).containsEntry("notes/other.txt", "zero\none\n");
    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
  }

  @Test
  void a_head_that_moved_again_before_the_second_yes_is_the_one_that_counts() throws Exception {
    var scenario = asked(good(), EDIT).approve();
    scenario.workspace.commitElsewhere("notes/other.txt", "zero\none\n");
    scenario.run();
    scenario.approve();
    scenario.workspace.commitElsewhere("src/new.txt", "new\n");

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files())
        .containsEntry("src/new.txt", "new\n")
        .containsEntry("notes/other.txt", "zero\ntwo\n");
  }

  @Test
  void an_approved_change_that_fits_no_more_is_a_conflict_and_nothing_stays_held()
      throws Exception {
    var scenario = asked(good(), EDIT).approve().reply(good());
    scenario.workspace.commitElsewhere("notes/other.txt", "for three\n");

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(2)).contains("'notes/other.txt': replacement 1 of 1 was not made");
    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
  }

  @Test
  void nothing_stays_held_where_the_question_answered_itself() throws Exception {
    var scenario = asked(good(), outside()).approve();
    scenario.workspace.commitElsewhere("notes/other.txt", "two\n");

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
  }

  @Test
  void while_one_phase_waits_others_go_on_and_its_dependents_do_not() throws Exception {
    var scenario = RunScenario.of(SLUG, phase("after", "slugify"), free()).reply(outside(), good());
    scenario.reply(RunScenario.creation("src/free.txt", "free\n"));

    assertThat(scenario.run()).isEqualTo(RunState.WAITING);

    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.AWAITING_APPROVAL);
    assertThat(scenario.stateOf("after")).isEqualTo(PhaseState.QUEUED);
    assertThat(scenario.stateOf("free")).isEqualTo(PhaseState.FAILED);
  }

  private static dev.autopack.plan.Phase free() {
    var one = PhaseDraft.named(PhaseDraft.delivering("src/free.txt"), "free");
    return RunScenario.limited(one, RunScenario.attempts(1));
  }

  @Test
  void a_question_is_told_once_though_the_process_dies_right_after_it() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good(), outside());
    var death = dev.autopack.testing.Mortality.throwingAt(scenario.instantOf("after ask"));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> scenario.run(death))
        .isInstanceOf(dev.autopack.testing.Killed.class);

    assertThat(scenario.run()).isEqualTo(RunState.WAITING);

    assertThat(scenario.store.unanswered(RUN)).hasSize(1);
    assertThat(scenario.eventTypes()).containsOnlyOnce("approval_asked");
  }
}
