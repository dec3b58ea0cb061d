package dev.autopack.run;

import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.attempts;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.limited;
import static dev.autopack.run.RunScenario.outside;
import static dev.autopack.run.RunScenario.phase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.ModelFailure;
import dev.autopack.plan.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What people read of a run; {@code -Dgolden=apply} writes the texts anew. */
class ReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/autopack/run/golden");

  private static final Phase NOTE =
      PhaseDraft.decidedBy(
          PhaseDraft.named(PhaseDraft.delivering("src/note.txt"), "note"), "tests/any.txt");

  private static void assertGolden(String name, String text) throws IOException {
    var file = GOLDEN.resolve(name + ".md");
    var stable = text.replaceAll("[0-9a-f]{64}", "SHA256").replaceAll("[0-9a-f]{40}", "COMMIT");
    if ("apply".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, stable);
    }
    assertThat(stable).as("rewrite it with -Dgolden=apply").isEqualTo(Files.readString(file));
  }

  @Test
  void a_complete_run_is_reported_with_its_evidence_and_what_it_cost() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad()).reply(good());
    scenario.model =
        (request, sink) -> {
          scenario.clock.advance(Duration.ofMinutes(63));
          return scenario.script.stream(request, sink);
        };
    scenario.run();

    assertGolden("complete", scenario.report());
  }

  @Test
  void a_failed_run_is_reported_with_each_attempts_reason() throws Exception {
    var failing = limited(phase("failing"), attempts(1));
    var scenario = RunScenario.of(failing, phase("after", "failing"), NOTE).reply(bad());
    scenario.reply(creation("src/note.txt", "note\n")).run();

    assertGolden("failed", scenario.report());
  }

  @Test
  void a_waiting_run_says_what_a_person_must_do() throws Exception {
    var scenario = RunScenario.of(SLUG, phase("after", "slugify")).reply(good(), outside());
    scenario.run();

    assertGolden("waiting", scenario.report());
  }

  @Test
  void a_suspended_run_says_how_to_go_on() throws Exception {
    var scenario = RunScenario.of(SLUG).fails(new ModelFailure.OutOfQuota("no `credit`"));
    scenario.run();

    assertThat(scenario.report())
        .contains("- The run is suspended. Go on with `autopack resume run-1`.")
        .contains("- Reason: `quota: the provider's account is used up: no 'credit'`");
  }

  @Test
  void a_run_whose_question_is_answered_says_that_it_can_go_on() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good(), outside());
    scenario.run();

    assertThat(scenario.approve().report())
        .contains("- Every question is answered. Go on with `autopack resume run-1`.");
  }

  @Test
  void what_a_tool_says_can_neither_hide_nor_head_a_part_of_the_report() throws Exception {
    var nasty = "<!-- ```` [x](http://y) ![z](z)";
    var scenario = RunScenario.of(limited(SLUG, attempts(1)));
    scenario.workspace.commitElsewhere("tests/slug.txt", "src/slug.txt has " + nasty);
    scenario.reply(bad()).run();

    assertThat(scenario.report().lines().filter(line -> line.contains("<!--")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("    ") || line.matches(" *- [^`]*`[^`]*`"));
  }

  @Test
  void text_of_others_is_shown_as_it_is_and_does_nothing() {
    assertThat(Markdown.words("a <b> [c](d)\n# e `f` *g*"))
        .isEqualTo("a \\<b> \\[c](d) # e 'f' \\*g\\*");
    assertThat(Markdown.code("a `b`\n\tc\u0007")).isEqualTo("`a 'b' c`");
    assertThat(Markdown.item("  ", "first\n```` x\n  y\nz", 2))
        .containsExactly(
            "  - `first`", "    ````", "    '''' x", "      y", "    (1 more lines)", "    ````");
  }
}
