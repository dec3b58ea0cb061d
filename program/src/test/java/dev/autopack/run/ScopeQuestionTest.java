package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.outside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.governance.Answer;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.plan.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A phase that lists no deliverables: it asks which files it may write, or is sure of them. */
class ScopeQuestionTest {
  private static final Phase VAGUE =
      PhaseDraft.decidedBy(PhaseDraft.saying("Make a slug"), "tests/slug.txt");
  private static final Phase PLAIN =
      PhaseDraft.decidedBy(PhaseDraft.saying("Say good in src/slug.txt"), "tests/slug.txt");

  private static RunScenario asked() throws InterruptedException {
    var scenario = RunScenario.of(VAGUE);
    assertThat(scenario.run()).isEqualTo(RunState.WAITING);
    return scenario;
  }

  @Test
  void a_phase_that_is_not_sure_asks_before_a_token_is_spent() throws Exception {
    var scenario = asked();

    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.AWAITING_APPROVAL);
    assertThat(scenario.requests()).isEmpty();
    assertThat(scenario.store.attempts(RUN)).isEmpty();
    assertThat(ScopeQuestion.isAsked(scenario.request())).isTrue();
    assertThat(ScopeQuestion.paths(scenario.request()))
        .containsExactly(new RepoPath("tests/slug.txt"), new RepoPath("src/slug.txt"));
    assertThat(scenario.request().findings().getFirst().justification())
        .startsWith(
            "the phase 'slugify' lists no deliverables, and its goal points to 2 files with a confidence of ")
        .endsWith(" of 1, 0.40 is needed: tests/slug.txt, src/slug.txt");
    assertThat(scenario.workspace.refs()).doesNotContainKey("held/slugify");
  }

  @Test
  void a_yes_lets_it_go_on_in_the_scope_that_was_proposed() throws Exception {
    var scenario = asked().approve().reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(1)).contains("The plan leaves open which files change.");
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\n");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  @Test
  void the_scope_that_was_allowed_holds_for_the_next_attempt_and_for_nothing_else()
      throws Exception {
    var scenario = asked().approve().reply(RunScenario.bad()).reply(good(), outside());

    assertThat(scenario.run()).isEqualTo(RunState.WAITING);

    assertThat(ScopeQuestion.isAsked(scenario.request())).isFalse();
    assertThat(scenario.request().attempt()).isEqualTo(2);
  }

  @Test
  void a_no_ends_the_phase_with_what_to_do() throws Exception {
    var scenario = asked();
    scenario.answer(Answer.Choice.DENIED, "Only the docs.");

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.phases().get("slugify"))
        .endsWith(
            "A person did not allow the scope that was proposed. The reason: Only the docs. List the phase's deliverables in the plan, and start a new run.");
    assertThat(scenario.requests()).isEmpty();
  }

  @Test
  void no_answer_in_time_is_a_no() throws Exception {
    var scenario = asked();
    scenario.clock.advance(Duration.ofHours(24));

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);
  }

  @Test
  void an_allowed_scope_starts_from_the_head_of_then() throws Exception {
    var scenario = asked().approve().reply(good());
    scenario.workspace.commitElsewhere("src/new.txt", "new\n");

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(1)).contains("src/new.txt");
    assertThat(scenario.workspace.files()).containsEntry("src/new.txt", "new\n");
  }

  @Test
  void a_phase_that_is_sure_goes_on_and_must_change_something() throws Exception {
    var scenario = RunScenario.of(PLAIN).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\n");
  }

  @Test
  void the_question_is_foreseen() {
    assertThat(RunScenario.of(VAGUE).forecast().phases().getFirst().asks())
        .singleElement()
        .asString()
        .startsWith("the phase 'slugify' lists no deliverables");
    assertThat(RunScenario.of(PLAIN).forecast().phases().getFirst().asks()).isEmpty();
  }
}
