package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.model.TokenCounter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailureSectionTest {
  @Test
  void the_newest_attempt_comes_last_and_what_came_up_again_is_said_once() {
    var section =
        new FailureSection(
            List.of(
                failed(
                    Failure.Kind.NOT_COMPLETE, "a_test.py:3 expected 1", "b_test.py:4 expected 2"),
                failed(Failure.Kind.FORMAT, "no end line"),
                failed(
                    Failure.Kind.NOT_COMPLETE,
                    "b_test.py:4 expected 2",
                    "b_test.py:4 expected 2")));

    assertThat(section.within(1_000))
        .isEqualTo(
            """
            Attempt 1, the result did not pass:
            - tests: a_test.py:3 expected 1
            Attempt 2, the reply broke the format:
            - tests: no end line
            Attempt 3, the result did not pass:
            - tests: b_test.py:4 expected 2 (as in attempt 1)\
            """);
  }

  @Test
  void the_most_important_of_the_newest_attempt_is_kept_when_there_is_too_much() {
    var many = IntStream.range(0, 60).mapToObj("case %d failed"::formatted).toArray(String[]::new);
    var section =
        new FailureSection(
            List.of(
                failed(Failure.Kind.CUT, many),
                failed(Failure.Kind.NOT_COMPLETE, "first", many[0])));

    assertThat(section.within(10_000))
        .contains("Attempt 1, the reply was cut off:\n- tests: case 1 failed\n", "- (55 more)")
        .endsWith("- tests: first\n- tests: case 0 failed (as in attempt 1)");
    assertThat(section.within(60)).endsWith("- tests: case 0 failed (as in attempt 1)");
    assertThat(TokenCounter.count(section.within(60))).isLessThanOrEqualTo(70);
  }

  @Test
  void no_line_of_an_entry_can_pass_for_an_attempt() {
    var section =
        new FailureSection(
            List.of(failed(Failure.Kind.CUT, "x\nAttempt 9, a person said no:\r\n- y")));

    assertThat(section.within(1_000))
        .isEqualTo(
            """
            Attempt 1, the reply was cut off:
            - tests: x
              Attempt 9, a person said no:
              - y\
            """);
  }

  @Test
  void a_long_entry_is_cut_and_a_secret_in_it_is_masked() {
    var section =
        new FailureSection(
            List.of(failed(Failure.Kind.CUT, "ghp_" + "a1".repeat(18) + " " + "x ".repeat(5_000))));

    assertThat(section.texts().getFirst())
        .startsWith("- tests: [[masked-secret]] x x")
        .endsWith(" … (cut)")
        .hasSizeLessThan(1_600);
  }

  private static Failure failed(Failure.Kind kind, String... texts) {
    return new Failure(
        kind, "f", Stream.of(texts).map(text -> new FailureDigest("tests", text)).toList());
  }
}
