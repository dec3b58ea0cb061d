package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void every_place_is_filled_and_what_is_filled_in_is_not_searched_again() {
    var template = Template.of("{{a}} and {{b}}, {{a}} {not} {{NOT}}");

    assertThat(template.fill(Map.of("a", "{{b}}", "b", "$1\\")))
        .isEqualTo("{{b}} and $1\\, {{b}} {not} {{NOT}}");
  }

  @Test
  void a_place_without_a_value_is_an_error() {
    assertThatThrownBy(() -> Template.of("{{a}} {{goal}}").fill(Map.of("a", "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the prompt 'text' has nothing to say for 'goal'");
  }

  @Test
  void a_value_without_a_place_is_an_error() {
    assertThatThrownBy(() -> Template.of("{{a}}").fill(Map.of("a", "", "gaol", "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the prompt 'text' has no place for [gaol]");
  }

  @Test
  void a_prompt_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> Template.load("ghost.md"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no prompt 'ghost.md'");
  }
}
