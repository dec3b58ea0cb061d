package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.Limits;
import dev.autopack.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which model builds: the nearer and the more precise word first. */
class ModelChoiceTest {
  private static final Map<String, List<String>> ROLE = Map.of("builder", List.of("role", "next"));
  private static final Map<String, List<String>> PRECISE =
      Map.of("backend:medium", List.of("precise"), "builder", List.of("role"));

  private static ModelChoice choice(
      Map<String, List<String>> ofPlan, Map<String, List<String>> ofSettings) {
    var plan = new Plan("words", "", Limits.NONE, ofPlan, List.of(RunScenario.SLUG));
    return ModelChoice.of(plan, ofSettings, "last", RunScenario.SLUG);
  }

  @Test
  void category_and_complexity_come_before_the_role() {
    assertThat(choice(PRECISE, ROLE))
        .isEqualTo(new ModelChoice("precise", "the plan's models name it for backend:medium"));
  }

  @Test
  void the_plan_comes_before_the_settings_even_where_those_are_more_precise() {
    assertThat(choice(ROLE, PRECISE))
        .isEqualTo(new ModelChoice("role", "the plan's models name it for builder"));
  }

  @Test
  void the_settings_speak_where_the_plan_is_silent() {
    assertThat(choice(Map.of("auditor", List.of("x")), PRECISE))
        .isEqualTo(new ModelChoice("precise", "the settings name it for backend:medium"));
    assertThat(choice(Map.of("builder", List.of()), ROLE).model()).isEqualTo("role");
  }

  @Test
  void where_nobody_names_one_the_last_resort_builds() {
    assertThat(choice(Map.of(), Map.of()))
        .isEqualTo(new ModelChoice("last", "neither plan nor settings name a builder"));
  }
}
