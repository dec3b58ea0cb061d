package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.rewriting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.manifest.PhaseDraft;
import dev.autopack.plan.Deliverable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The story of one phase, told on doubles. */
class PhasePipelineTest {
  @Test
  void a_phase_that_is_right_at_once_ends_in_one_commit_with_its_evidence() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.phases())
        .isEqualTo(Map.of("slugify", "COMPLETE: " + scenario.workspace.head()));
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\n");
    assertThat(scenario.workspace.evidenceNames()).containsExactly("slugify.json");
    assertThat(scenario.workspace.messages().getLast())
        .startsWith("Turn a title into a slug\n\nPhase slugify of an Autopack run.\n\n")
        .containsPattern(
            "Autopack-Run: run-1\nAutopack-Phase: slugify\nAutopack-Attempt: 1\n"
                + "Autopack-Evidence: sha256:[0-9a-f]{64}$");
    assertThat(scenario.workspace.log())
        .containsExactly(
            "checkpoint phase-slugify",
            "apply [src/slug.txt]",
            "lay out",
            "lay out",
            "evidence slugify.json",
            "commit");
  }

  @Test
  void what_went_wrong_is_in_the_next_prompt_and_the_attempts_work_is_kept() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(1)).doesNotContain("expected the word good");
    assertThat(scenario.prompt(2)).contains("expected the word good");
    assertThat(scenario.workspace.refs().get("partial/slugify-1"))
        .containsEntry("src/slug.txt", "bad\n");
    assertThat(scenario.workspace.messages()).hasSize(2);
  }

  @Test
  void attempts_used_up_fail_the_phase_with_the_reason_and_a_clean_folder() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(rewriting("src/slug.txt", "worse\n"));
    var before = scenario.workspace.files();

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.phases().get("slugify")).startsWith("FAILED: tests: tests/slug.txt");
    assertThat(scenario.workspace.files()).isEqualTo(before);
    assertThat(scenario.workspace.folderFiles()).isEqualTo(before);
    assertThat(scenario.workspace.refs().keySet())
        .containsExactly("checkpoints/phase-slugify", "partial/slugify-1", "partial/slugify-2");
  }

  @Test
  void a_claim_without_a_change_is_a_failure_that_runs_no_test_and_keeps_no_branch()
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply().reply();

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.phases().get("slugify"))
        .startsWith("FAILED: deliverables: the deliverable 'src/slug.txt' was not changed");
    assertThat(scenario.words.runs()).isEqualTo(1);
    assertThat(scenario.workspace.refs().keySet()).containsExactly("checkpoints/phase-slugify");
    assertThat(scenario.prompt(2)).contains("was not changed in this phase");
  }

  @Test
  void a_change_that_does_not_fit_the_files_is_told_to_the_next_attempt() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(creation("src/slug.txt", "good\n")).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(2)).contains("it exists already, with 1 line");
  }

  @Test
  void a_change_that_the_workspace_refuses_is_told_to_the_next_attempt() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).reply(good());
    scenario.workspace.refuse("src/slug.txt");

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.prompt(2)).contains("'src/slug.txt': it is a symbolic link");
  }

  @Test
  void a_phase_that_points_nowhere_fails_before_anything_is_asked_or_begun() throws Exception {
    var scenario = RunScenario.of(PhaseDraft.saying("Sing"));

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.phases().get("slugify"))
        .startsWith("FAILED: manifest: The phase 'slugify' lists no deliverables");
    assertThat(scenario.requests()).isEmpty();
    assertThat(scenario.store.attempts(RUN)).isEmpty();
  }

  @Test
  void a_phase_that_does_not_fit_the_tree_fails_with_every_objection() throws Exception {
    var missing = PhaseDraft.deliverable("src/sulg.txt", Deliverable.Action.MODIFY);
    var scenario = RunScenario.of(PhaseDraft.of(List.of(missing)));

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.phases().get("slugify")).contains("Did you mean 'src/slug.txt'?");
  }

  @Test
  void every_attempt_ends_in_the_store_with_its_failure_or_without() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(good());

    scenario.run();

    assertThat(scenario.store.attempts(RUN).stream().map(PhasePipelineTest::ending))
        .containsExactly("1: NOT_COMPLETE", "2: committed");
  }

  private static String ending(AttemptRecord attempt) {
    return attempt.number()
        + ": "
        + attempt.end().map(PhasePipelineTest::words).orElse("without an end");
  }

  private static String words(AttemptEnd end) {
    return end.failure().map(failure -> failure.kind().name()).orElse("committed");
  }

  @Test
  void an_event_is_one_line_whatever_a_tool_said() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(bad());

    scenario.run();

    assertThat(scenario.events()).extracting(RunEvent::text).noneMatch(text -> text.contains("\n"));
    assertThat(scenario.phases().get("slugify")).doesNotContain("\n");
  }

  @Test
  void a_phase_starts_from_what_the_phase_before_it_made() throws Exception {
    var next = PhaseDraft.named(PhaseDraft.delivering("src/next.txt"), "next", "slugify");
    var scenario =
        RunScenario.of(SLUG, PhaseDraft.decidedBy(next, "tests/slug.txt"))
            .reply(good())
            .reply(creation("src/next.txt", "next\n"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.messages()).hasSize(3);
    assertThat(scenario.workspace.files()).containsKeys("src/next.txt", "src/slug.txt");
  }
}
