package dev.autopack.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every rule against the examples it carries. */
class RulesTest {
  private static final Policy POLICY = new Policy(List.of());

  static Stream<Rule> rules() {
    return POLICY.rules().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_speaks_of_each_change_it_says_it_minds(Rule rule) {
    assertThat(rule.matching())
        .isNotEmpty()
        .allSatisfy(
            example -> assertThat(rule.judge(example.judged())).as(example.what()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_lets_each_change_pass_that_only_looks_like_one_it_minds(Rule rule) {
    assertThat(rule.passing())
        .isNotEmpty()
        .allSatisfy(
            example -> assertThat(rule.judge(example.judged())).as(example.what()).isEmpty());
  }

  @Test
  void rules_have_names_of_their_own_and_say_what_they_mind() {
    assertThat(POLICY.summaries())
        .extracting(Policy.RuleSummary::name)
        .containsExactly(
            "never-list",
            "forbidden",
            "secret",
            "outside-scope",
            "protected",
            "tests-deleted",
            "tests-weakened",
            "tests-narrowed",
            "deletions",
            "large-rewrite",
            "size");
    assertThat(POLICY.summaries()).allSatisfy(summary -> assertThat(summary.minds()).endsWith("."));
  }
}
