package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.skipped;
import static dev.autopack.gate.testing.Reports.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionCheckTest {
  private static final String A = "test_a.py::test_a";

  @Test
  void a_test_that_passed_and_fails_now_is_newly_bad() {
    assertThat(compare(List.of(passed(A)), List.of(failed(A, "1 != 2"))))
        .containsExactly("NEWLY_BAD test_a.py::test_a");
  }

  @Test
  void a_new_test_that_fails_is_newly_bad_and_one_that_passes_or_is_skipped_is_not() {
    assertThat(compare(List.of(), List.of(failed(A, "x"), passed("b.py::b"), skipped("c.py::c"))))
        .containsExactly("NEWLY_BAD test_a.py::test_a");
  }

  @Test
  void an_old_failure_for_its_old_reason_is_not_the_phases_doing() {
    var before = failed(A, "assert 3 == 4 at 0x7f3a2c00 in /tmp/x1/app.py:12");
    var now = failed(A, "assert 3 == 4 at 0x7f99ab10 in /tmp/y2/app.py:40");

    assertThat(compare(List.of(before), List.of(now))).isEmpty();
  }

  @Test
  void an_old_failure_for_a_new_reason_is_told() {
    assertThat(compare(List.of(failed(A, "assert 3 == 4")), List.of(failed(A, "no such column"))))
        .containsExactly("NEW_REASON test_a.py::test_a");
  }

  @Test
  void a_test_that_ran_and_is_gone_has_vanished_whether_it_passed_or_failed() {
    assertThat(compare(List.of(passed(A), failed("b.py::b", "x"), skipped("c.py::c")), List.of()))
        .containsExactly("VANISHED b.py::b", "VANISHED test_a.py::test_a");
  }

  @Test
  void a_renamed_test_has_vanished_though_the_count_is_the_same() {
    assertThat(compare(List.of(passed(A)), List.of(passed("test_a.py::test_z"))))
        .containsExactly("VANISHED test_a.py::test_a");
  }

  @Test
  void a_test_that_ran_and_is_skipped_now_is_told_and_an_old_skip_is_not() {
    assertThat(
            compare(
                List.of(passed(A), skipped("b.py::b")), List.of(skipped(A), skipped("b.py::b"))))
        .containsExactly("NEWLY_SKIPPED test_a.py::test_a");
  }

  @Test
  void a_name_from_the_source_stands_for_all_cases_of_its_test() {
    assertThat(compare(List.of(unknown(A)), List.of(passed(A + "[1]"), passed(A + "[2]"))))
        .isEmpty();
    assertThat(compare(List.of(unknown(A)), List.of(skipped(A + "[1]"), skipped(A + "[2]"))))
        .containsExactly("NEWLY_SKIPPED test_a.py::test_a[1]");
    assertThat(compare(List.of(unknown(A)), List.of()))
        .containsExactly("VANISHED test_a.py::test_a");
    assertThat(compare(List.of(unknown(A)), List.of(failed(A, "x"))))
        .containsExactly("NEWLY_BAD test_a.py::test_a");
  }

  @Test
  void a_case_may_be_called_otherwise_but_none_may_be_missing() {
    var before = List.of(passed(A + "[old]"), passed(A + "[b]"));

    assertThat(compare(before, List.of(passed(A + "[new]"), passed(A + "[b]")))).isEmpty();
    assertThat(compare(before, List.of(passed(A + "[b]"))))
        .containsExactly("VANISHED test_a.py::test_a[old]");
  }

  @Test
  void a_test_that_passed_and_was_not_reached_is_told() {
    assertThat(
            compare(
                List.of(passed(A), failed("b.py::b", "x")),
                List.of(unknown(A), unknown("b.py::b"))))
        .containsExactly("DID_NOT_RUN test_a.py::test_a");
  }

  @Test
  void what_the_plan_removes_may_go() {
    assertThat(RegressionCheck.compare(List.of(passed(A)), List.of(), _ -> true)).isEmpty();
  }

  @Test
  void old_trouble_with_one_file_is_not_new_and_trouble_with_the_whole_run_always_counts() {
    var collection = new Trouble(Trouble.Kind.COLLECTION, "b.py", "b.py:3", "no module 'x'");
    var moved = new Trouble(Trouble.Kind.COLLECTION, "b.py", "b.py:9", "no module 'x'");
    var other = new Trouble(Trouble.Kind.COLLECTION, "b.py", "b.py:3", "no module 'y'");
    var hang = new Trouble(Trouble.Kind.HANG, "stopped after 60 s");

    assertThat(RegressionCheck.newTrouble(List.of(collection, hang), List.of(moved, other, hang)))
        .containsExactly(other, hang);
  }

  private static List<String> compare(List<TestResult> before, List<TestResult> now) {
    return RegressionCheck.compare(before, now, _ -> false).stream()
        .map(regression -> regression.kind() + " " + regression.now().id())
        .toList();
  }

  @Test
  void a_case_is_the_same_though_its_name_holds_an_address_that_is_another_each_run() {
    var before = passed("test_a.py::test_a[<Game at 0x7f3a2c00>]");
    var now = "test_a.py::test_a[<Game at 0x7f99ab10>]";

    assertThat(compare(List.of(before), List.of(failed(now, "x"))))
        .containsExactly("NEWLY_BAD " + now);
    assertThat(compare(List.of(before), List.of(skipped(now))))
        .containsExactly("NEWLY_SKIPPED " + now);
    assertThat(
            compare(
                List.of(failed(before.id().toString(), "x"), passed(A)),
                List.of(failed(now, "x"), passed(A))))
        .isEmpty();
  }

  @Test
  void of_cases_that_look_alike_none_is_taken_for_another() {
    var before = failed("test_a.py::test_a[<Game at 0x7f3a2c00>]", "x");
    var other = failed("test_a.py::test_a[<Game at 0x7f3a2c01>]", "x");
    var now = "test_a.py::test_a[<Game at 0x7f99ab10>]";

    assertThat(compare(List.of(before, other), List.of(failed(now, "x"), passed(A))))
        .containsExactly("NEWLY_BAD " + now);
  }
}
