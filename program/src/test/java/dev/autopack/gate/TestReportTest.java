package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.baseline;
import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.partial;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static dev.autopack.gate.testing.Reports.troubled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Rerun.Condition;
import dev.autopack.gate.Rerun.Ending;
import dev.autopack.gate.Rerun.Try;
import dev.autopack.gate.TestResult.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reports say of tests, in the small. */
class TestReportTest {
  @Test
  void the_worse_of_two_words_on_one_test_counts() {
    var best =
        Stream.of(Outcome.values())
            .sorted(Comparator.comparing((Outcome one) -> one, TestReportTest::byBadness))
            .toList();

    assertThat(best)
        .containsExactly(
            Outcome.PASSED, Outcome.SKIPPED, Outcome.UNKNOWN, Outcome.FAILED, Outcome.ERROR);
    assertThat(Outcome.FAILED.worse(Outcome.FAILED)).isEqualTo(Outcome.FAILED);
  }

  private static int byBadness(Outcome one, Outcome other) {
    return one == other ? 0 : one.worse(other) == one ? 1 : -1;
  }

  @Test
  void a_run_is_broken_by_what_concerns_more_than_one_file() {
    assertThat(report().isBroken()).isFalse();
    assertThat(troubled(new Trouble(Trouble.Kind.COLLECTION, "x")).isBroken()).isFalse();
    assertThat(troubled(new Trouble(Trouble.Kind.NOT_RUN, "x")).isBroken()).isFalse();
    assertThat(troubled(new Trouble(Trouble.Kind.HANG, "x")).isBroken()).isTrue();
  }

  @Test
  void a_baseline_is_partial_where_a_report_comes_from_the_source() {
    assertThat(baseline(report(), partial(List.of())).isPartial()).isTrue();
    assertThat(baseline(report()).isPartial()).isFalse();
  }

  @Test
  void a_report_is_found_by_its_toolchain() {
    var go = new TestReport("go", report().execution(), report().kind(), List.of(), List.of());

    assertThat(baseline(report(), go).find("go")).contains(go);
    assertThat(baseline(report()).find("go")).isEmpty();
  }

  @Test
  void trouble_says_where_it_is_as_nearly_as_it_is_known() {
    var kind = Trouble.Kind.NOT_RUN;

    assertThat(new Trouble(kind, "a.py", "a.py:3", "x").finding())
        .isEqualTo(GateFinding.of("not_run", "a.py", "x", "a.py:3: x"));
    assertThat(new Trouble(kind, "a.py", "", "x").finding().text()).isEqualTo("a.py: x");
    assertThat(new Trouble(kind, "x").finding().text()).isEqualTo("x");
    assertThat(new Trouble(kind, "x").fingerprint()).startsWith("not_run:#");
  }

  @Test
  void a_test_without_a_word_has_none() {
    assertThat(TestResult.of(new TestId("a.py", "a"), Outcome.PASSED, "a.py"))
        .isEqualTo(passed("a.py::a"));
  }

  @ParameterizedTest
  @CsvSource({
    "a[1], a",
    "'a(int)', a",
    "'a {x}', a",
    "'a(x)[1]', a",
    "a, a",
    "[1] first, [1] first",
    "'', ''"
  })
  void a_case_belongs_to_the_function_that_its_name_begins_with(String name, String function) {
    assertThat(new TestId("s", name).withoutParameters()).isEqualTo(new TestId("s", function));
  }

  @Test
  void the_first_run_counts_among_the_runs_and_failures() {
    var test = failed("a.py::a", "x");
    var tries = List.of(new Try(Condition.ALONE, false), new Try(Condition.IN_ORDER, true));

    var rerun = new Rerun(test, tries, Ending.ORDER_DEPENDENT, test);

    assertThat(rerun.runs()).isEqualTo(3);
    assertThat(rerun.failures()).isEqualTo(2);
    assertThat(rerun.ending().id()).isEqualTo("order_dependent");
  }

  @Test
  void only_a_failure_can_be_flaky() {
    var test = failed("a.py::a", "x");

    assertThat(
            Stream.of(Regression.Kind.values())
                .filter(kind -> new Regression(kind, test).canBeFlaky())
                .map(Regression.Kind::id))
        .containsExactly("newly_bad", "new_reason");
  }

  @Test
  void a_suspect_is_cleared_by_passing_or_by_failing_as_it_did_before() {
    var before = failed("a.py::a", "old");
    var suspect = new Suspect("pytest", failed("a.py::a", "new"), Optional.of(before));
    var error = new TestResult(before.id(), Outcome.ERROR, "a.py", "", "old");

    assertThat(suspect.isCleared(passed("a.py::a"))).isTrue();
    assertThat(suspect.isCleared(before)).isTrue();
    assertThat(suspect.isCleared(error)).isFalse();
    assertThat(suspect.isCleared(failed("a.py::a", "new"))).isFalse();
    assertThat(new Suspect("pytest", before, Optional.empty()).isCleared(before)).isFalse();
  }
}
