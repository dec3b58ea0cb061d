package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.attempts;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.limited;
import static dev.autopack.run.RunScenario.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.manifest.PhaseDraft;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Scope;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan would touch, ask and cost, before anything is spent. */
class ForecastTest {
  private static Phase writing(String... globs) {
    return PhaseDraft.withScope(
        SLUG, new Scope(PhaseDraft.patterns(globs), List.of(), List.of(), List.of()));
  }

  @Test
  void the_worst_case_counts_every_attempt_and_the_continuation_of_each() {
    var one = RunScenario.of(limited(SLUG, attempts(1))).forecast();
    var three = RunScenario.of(limited(SLUG, attempts(3))).forecast();

    assertThat(three.worstCaseUsd())
        .isEqualByComparingTo(one.worstCaseUsd().multiply(new BigDecimal("3")));
    assertThat(one.phases().getFirst().likelyUsd()).isLessThan(one.worstCaseUsd());
  }

  @Test
  void no_call_reserves_more_than_the_worst_case_has_for_it() throws Exception {
    var ample = RunScenario.of(SLUG).reply(good());
    ample.run();
    var scenario = RunScenario.of(limited(SLUG, attempts(1))).reply(good());
    // Just enough for the prompt, so that the margin on top of it shows.
    scenario.maxPromptTokens =
        ample.store.calls(RUN).getFirst().reservation().inputTokens() * 4 / 5;
    var worst = scenario.forecast().worstCaseUsd();

    scenario.run();

    var reserved = scenario.store.calls(RUN).getFirst().reservation().usd();
    assertThat(reserved.multiply(BigDecimal.TWO)).isLessThanOrEqualTo(worst);
  }

  @Test
  void a_protected_file_in_scope_is_foreseen_as_a_question() {
    var scenario = RunScenario.of(writing("src/**", "pom.xml"));
    scenario.workspace.commitElsewhere("pom.xml", "<project/>\n");

    assertThat(scenario.forecast().phases().getFirst().asks())
        .containsExactly("phase slugify: 'pom.xml': it configures the build");
  }

  @Test
  void what_is_wrong_with_the_plan_is_said_and_its_limit_shown() {
    var scenario = RunScenario.of(usd("2.5"), PhaseDraft.saying("Sing"));
    var forecast = scenario.forecast();

    assertThat(forecast.problems())
        .singleElement()
        .asString()
        .startsWith("The phase 'slugify' lists no deliverables");
    assertThat(forecast.summary()).startsWith("words: 1 phase, ").endsWith(", held to $2.50");
    assertThat(forecast.facts()).containsEntry("plan", "words").containsEntry("phases", 1);
  }

  @Test
  void each_phase_is_explained_by_what_it_writes_reads_and_is_decided_by() {
    var lines = RunScenario.of(SLUG).forecast().phases().getFirst().lines();

    assertThat(lines)
        .startsWith(
            "slugify (backend, medium)",
            "  scope   what the plan lists",
            "  write   src/slug.txt: deliverable")
        .contains(
            "  tests   must pass: tests/slug.txt",
            "  model   scripted: neither plan nor settings name a builder");
    assertThat(
            RunScenario.of(PhaseDraft.delivering("a.bin")).forecast().phases().getFirst().lines())
        .contains(
            "  tests   none found that are paired with a deliverable: without a validation this phase cannot complete",
            "  gate    deliverables runs: 1 file",
            "  gate    manifest runs: what the builder declares",
            "  gate    quality runs: coverage may fall by 5 points; lint off; audit off, no auditor is configured");
  }
}
