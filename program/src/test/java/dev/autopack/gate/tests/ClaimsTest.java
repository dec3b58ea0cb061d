package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final ReportDraft draft = new ReportDraft("tool");

  @Test
  void a_good_end_needs_tests_and_no_failure() {
    assertThat(compare(0, ""))
        .containsExactly(new Trouble(Trouble.Kind.NO_TESTS, "the tool ran no test"));
  }

  @Test
  void a_good_end_with_passes_is_no_trouble() {
    add(Outcome.PASSED);

    assertThat(compare(0, "")).isEmpty();
  }

  @Test
  void a_good_end_cannot_stand_beside_a_failure() {
    add(Outcome.FAILED);

    assertThat(compare(0, ""))
        .containsExactly(
            new Trouble(
                Trouble.Kind.REPORT, "the tool ended with 0, but its report holds failures"));
  }

  @Test
  void a_bad_end_needs_a_failure_or_a_file_that_does_not_load() {
    add(Outcome.PASSED);

    assertThat(compare(3, "said"))
        .containsExactly(
            new Trouble(
                Trouble.Kind.REPORT,
                "the tool ended with exit code 3, but no test of its report failed:\nsaid"));
  }

  @Test
  void a_bad_end_is_explained_by_a_failure() {
    add(Outcome.ERROR);

    assertThat(compare(3, "")).isEmpty();
  }

  @Test
  void a_bad_end_is_explained_by_a_file_that_does_not_load() {
    var unloaded = new Trouble(Trouble.Kind.COLLECTION, "a", "", "it does not load");
    draft.add(unloaded);

    assertThat(compare(3, "")).containsExactly(unloaded);
  }

  @Test
  void of_several_commands_each_is_held_to_what_it_added() {
    add(Outcome.FAILED);
    draft.add(new Trouble(Trouble.Kind.COLLECTION, "a", "", "it does not load"));
    draft.begin();
    add(Outcome.PASSED);

    assertThat(compare(0, "")).hasSize(1);
    assertThat(compare(3, "")).hasSize(2);
  }

  @Test
  void what_is_broken_already_says_enough() {
    var crash = new Trouble(Trouble.Kind.CRASH, "it died");
    draft.add(crash);
    add(Outcome.FAILED);

    assertThat(compare(0, "")).containsExactly(crash);
  }

  private void add(Outcome outcome) {
    draft.add(TestResult.of(new TestId("a", outcome.name()), outcome, "a"));
  }

  private List<Trouble> compare(int exitCode, String said) {
    Claims.compare(draft, "the tool", exitCode, said);
    return draft.close(new TestReport.Execution(List.of(), exitCode, 0, "", List.of())).trouble();
  }
}
