package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.finished;
import static dev.autopack.run.RunScenario.rewriting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.output.Unit;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import dev.autopack.budget.ModelProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A phase whose files do not fit one reply. */
class BatchesTest {
  /** No two of these fit what the model can emit. */
  static final Phase THREE =
      PhaseDraft.decidedBy(
          PhaseDraft.of(
              List.of(
                  large("src/slug.txt"),
                  large("docs/slug.md", "src/slug.txt"),
                  large("src/types.py"))),
          "tests/slug.txt");

  static final ModelProfile.Window SMALL = new ModelProfile.Window(200_000, 2_000);

  private static Deliverable large(String path, String... needs) {
    return new Deliverable(
        new RepoPath(path),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        OptionalInt.of(100),
        Stream.of(needs).map(RepoPath::new).toList());
  }

  private static final Unit TYPES =
      creation("src/types.py", "def slug(title):\n    return title.secret_body()\n");
  private static final Unit GOOD = rewriting("src/slug.txt", "good\n");
  private static final Unit BAD = rewriting("src/slug.txt", "bad\n");
  private static final Unit DOCS = creation("docs/slug.md", "# Slugs\n");

  private static RunScenario scenario() {
    var scenario = RunScenario.of(THREE);
    scenario.window = SMALL;
    return scenario;
  }

  private static List<String> batches(RunScenario scenario) {
    return scenario.events().stream()
        .filter(event -> event.type().equals("batch"))
        .map(event ->
            "%s/%s %s"
                .formatted(
                    event.facts().get("batch"),
                    event.facts().get("batches"),
                    event.facts().get("files")))
        .toList();
  }

  @Test
  void each_batch_is_a_conversation_and_the_phase_ends_in_one_commit() throws Exception {
    var scenario = scenario().reply(TYPES).reply(GOOD).reply(DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(batches(scenario))
        .containsExactly("1/3 src/types.py", "2/3 src/slug.txt", "3/3 docs/slug.md");
    assertThat(scenario.store.calls(RUN))
        .extracting(call -> call.reservation().key().batch())
        .containsExactly(1, 2, 3);
    assertThat(scenario.store.calls(RUN)).allMatch(call -> call.reservation().shape().batched());
    assertThat(scenario.workspace.messages()).hasSize(2);
    assertThat(scenario.workspace.files())
        .containsKeys("src/types.py", "docs/slug.md")
        .containsEntry("src/slug.txt", "good\n");
  }

  @Test
  void a_prompt_says_what_is_asked_now_what_comes_later_and_what_the_finished_files_declare()
      throws Exception {
    var scenario = scenario().reply(TYPES).reply(GOOD).reply(DOCS);

    scenario.run();

    assertThat(scenario.prompt(1))
        .contains("- `src/types.py`: create", "this is batch 1 of 3")
        .contains("Later batches write `src/slug.txt`, `docs/slug.md`: leave these alone.")
        .contains("They run after the last batch, not after this one.")
        .doesNotContain("# What is there already", "- `docs/slug.md`: create");
    assertThat(scenario.prompt(2))
        .contains("- `src/slug.txt`: modify", "this is batch 2 of 3", "# What is there already")
        .contains("- `src/types.py`, new, signatures only, bodies left out:\n    def slug(title)")
        .doesNotContain("secret_body", "- `src/types.py`: create");
    assertThat(scenario.prompt(3))
        .contains("- `src/slug.txt`, changed: shown above")
        .contains("begin src/types.py (finished in an earlier batch)", "secret_body")
        .contains("concern its other files");
  }

  @Test
  void a_later_batch_is_told_what_is_still_to_be_defined_and_no_new_files_beside_tests()
      throws Exception {
    var scenario =
        RunScenario.of(
            PhaseDraft.decidedBy(
                PhaseDraft.of(
                    List.of(
                        large("src/types.py"),
                        new Deliverable(
                            new RepoPath("src/test_types.py"),
                            Optional.empty(),
                            Optional.empty(),
                            List.of("test_slug"),
                            OptionalInt.of(100),
                            List.of()))),
                "tests/any.txt"));
    scenario.window = SMALL;
    var tests = creation("src/test_types.py", "import src.types\n\n\ndef test_slug():\n    pass\n");
    // As often as it is tried: no test of this toolchain reads these files.
    for (int attempt = 0; attempt < 3; attempt++) {
      scenario.reply(TYPES).reply(tests);
    }

    scenario.run();

    assertThat(scenario.prompt(1))
        .contains("Later batches write `src/test_types.py` (will define `test_slug`)")
        .contains("new code files that belong to no batch");
    assertThat(scenario.prompt(2))
        .contains("begin src/types.py (finished in an earlier batch, tested by", "secret_body")
        .contains("You may write nothing else.", "They run after this batch, the last one.")
        .contains("That limit comes before any number of lines above.");
  }

  @Test
  void a_batch_whose_reply_breaks_the_format_is_tried_again_alone() throws Exception {
    var scenario = scenario().reply(TYPES);
    scenario.script.then("I have done it.", finished());
    scenario.reply(GOOD).reply(DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    assertThat(scenario.settlements())
        .containsExactly("COMPLETE", "MALFORMED", "COMPLETE", "COMPLETE");
    assertThat(scenario.prompt(3))
        .contains("it holds no operation and no end line", "this is batch 2 of 3")
        .doesNotContain("- `src/types.py`: create");
  }

  @Test
  void so_is_one_that_is_refused_and_one_that_does_not_fit_the_files() throws Exception {
    var scenario =
        scenario()
            .reply(creation(".env", "A=1\n"))
            .reply(TYPES)
            .reply(creation("src/slug.txt", "good\n"))
            .reply(GOOD)
            .reply(DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    assertThat(scenario.settlements())
        .containsExactly("CANCELLED", "COMPLETE", "COMPLETE", "COMPLETE", "COMPLETE");
    assertThat(scenario.prompt(4)).contains("it exists already, with 1 line");
  }

  @Test
  void a_batch_that_fails_as_often_as_it_may_ends_the_phase_without_asking_for_the_others_again()
      throws Exception {
    var scenario = scenario().reply(TYPES);
    scenario.script.then("Done.", finished()).then("Done.", finished());
    var before = scenario.workspace.files();

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.requests()).hasSize(3);
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    assertThat(scenario.phases().get("slugify")).startsWith("FAILED: format: ");
    assertThat(scenario.workspace.files()).isEqualTo(before);
  }

  @Test
  void a_file_that_a_batch_left_out_is_asked_for_once_more() throws Exception {
    var scenario = scenario().reply().reply(TYPES).reply(GOOD).reply(DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(batches(scenario))
        .containsExactly(
            "1/3 src/types.py", "2/4 src/types.py", "3/4 src/slug.txt", "4/4 docs/slug.md");
  }

  @Test
  void a_file_that_came_early_is_not_asked_for_again() throws Exception {
    var scenario = scenario().reply(TYPES, DOCS).reply(GOOD);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(batches(scenario)).containsExactly("1/3 src/types.py", "2/2 src/slug.txt");
  }

  @Test
  void a_declaration_divides_the_rest_anew() throws Exception {
    var small =
        List.of(
            new Declaration.DeclaredFile(
                new RepoPath("docs/slug.md"),
                Deliverable.Action.CREATE,
                List.of(),
                OptionalInt.of(2)),
            new Declaration.DeclaredFile(
                new RepoPath("src/slug.txt"),
                Deliverable.Action.MODIFY,
                List.of(),
                OptionalInt.of(2)));
    var declared = new Unit.Declare(new Declaration(small));
    var scenario = scenario();
    scenario.script.then(RunScenario.units(declared) + RunScenario.whole(TYPES), finished());
    scenario.reply(GOOD, DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(batches(scenario))
        .containsExactly("1/3 src/types.py", "2/2 src/slug.txt docs/slug.md");
  }

  @Test
  void a_cut_batch_goes_on_by_itself() throws Exception {
    var scenario = scenario().cut(TYPES).reply().reply(GOOD).reply(DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CUT", "COMPLETE", "COMPLETE", "COMPLETE");
    assertThat(scenario.store.calls(RUN))
        .extracting(call -> call.reservation().key().batch())
        .containsExactly(1, 1, 2, 3);
  }

  @Test
  void parts_that_do_not_fit_are_mended_by_one_small_call_with_only_the_findings()
      throws Exception {
    var scenario = scenario().reply(TYPES).reply(BAD).reply(DOCS).reply(GOOD);
    scenario.words.complaint = "NameError: name '%s' is not defined in src/slug.txt";

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    assertThat(scenario.requests()).hasSize(4);
    assertThat(scenario.requests().getLast().maxOutputTokens()).isLessThanOrEqualTo(4_096);
    assertThat(scenario.prompt(4))
        .contains("# What does not fit", "NameError: name 'good' is not defined", "bad\n")
        .doesNotContain("begin docs/slug.md", "secret_body");
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\n");
  }

  @Test
  void a_result_that_is_only_wrong_is_for_the_next_attempt() throws Exception {
    var scenario =
        scenario().reply(TYPES).reply(BAD).reply(DOCS).reply(TYPES).reply(GOOD).reply(DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.store.attempts(RUN)).hasSize(2);
    assertThat(scenario.prompt(4)).contains("expected the word good", "this is batch 1 of 3");
  }

  @Test
  void an_alignment_that_writes_elsewhere_is_refused_and_the_attempt_fails_for_its_misfit()
      throws Exception {
    var scenario = scenario().reply(TYPES).reply(BAD).reply(DOCS);
    scenario.words.complaint = "NameError: name '%s' is not defined in src/slug.txt";
    scenario.reply(creation("src/extra.py", "x = 1\n")).reply(TYPES).reply(GOOD).reply(DOCS);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements().get(3)).isEqualTo("CANCELLED");
    assertThat(scenario.store.attempts(RUN)).hasSize(2);
    assertThat(scenario.prompt(5)).contains("NameError");
    assertThat(scenario.workspace.files()).doesNotContainKey("src/extra.py");
  }

  @Test
  void what_a_batch_that_was_tried_again_brought_in_vain_is_in_no_commit() throws Exception {
    var scenario = scenario().reply(TYPES).reply(creation("src/slug.txt", "good\n"));
    scenario.reply(GOOD).reply(DOCS);

    scenario.run();

    assertThat(
            scenario.store.calls(RUN).stream()
                .map(call -> call.reservation().key().batch())
                .toList())
        .containsExactly(1, 2, 3, 4);
    assertThat(
            new dev.autopack.testing.MemoryRecords(scenario.store)
                .calls(dev.autopack.telemetry.Selection.ALL))
        .extracting(dev.autopack.telemetry.CallFacts::fate)
        .filteredOn(fate -> fate.toString().contains("0]") && !fate.toString().contains("100"))
        .hasSize(1);
  }

  @Test
  void a_plan_explained_shows_the_batches() {
    var forecast = scenario().forecast().phases().getFirst();

    assertThat(forecast.batches()).hasSize(3);
    assertThat(forecast.lines())
        .anyMatch(line -> line.startsWith("  batch   1 of 3, src/types.py: types, interfaces"));
    assertThat(forecast.facts().get("batches"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .first()
        .extracting(batch -> ((Map<?, ?>) batch).get("files"))
        .isEqualTo(List.of("src/types.py"));
  }
}
