package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Rerun.Condition;
import dev.autopack.gate.Rerun.Ending;
import dev.autopack.gate.Rerun.Try;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private static final TestResult FLAKE = failed("a.py::flake", "x");
  private static final TestResult OLD = failed("a.py::old", "x");
  private static final TestResult BROKEN = failed("a.py::broken", "x");
  private static final TestResult ASIDE = failed("a.py::aside", "x");
  private static final TestResult OTHER = failed("a.py::other", "x");
  private static final Doubts DOUBTS =
      new Doubts(
          List.of(
              rerun(BROKEN, Ending.PERSISTENT, BROKEN, false, false),
              rerun(FLAKE, Ending.FLAKY, passed("a.py::flake"), false, true),
              rerun(OLD, Ending.OLD, OLD, false)),
          List.of(new Quarantine("pytest", ASIDE.id(), "ann", "clock")));

  private static Rerun rerun(
      TestResult test, Ending ending, TestResult counted, boolean... passed) {
    var tries = new ArrayList<Try>();
    for (var each : passed) {
      tries.add(new Try(Condition.ALONE, each));
    }
    return new Rerun(test, tries, ending, counted);
  }

  @Test
  void a_failure_is_excused_where_it_is_flaky_old_or_set_aside() {
    assertThat(List.of(FLAKE, OLD, BROKEN, ASIDE, OTHER).stream().filter(DOUBTS::excuses).toList())
        .containsExactly(FLAKE, OLD, ASIDE);
    assertThat(DOUBTS.excuses(passed("a.py::flake"))).isFalse();
  }

  @Test
  void only_a_flake_was_seen_to_pass() {
    assertThat(List.of(FLAKE, OLD, BROKEN, ASIDE, OTHER).stream().filter(DOUBTS::sawPass).toList())
        .containsExactly(FLAKE);
  }

  @Test
  void settled_failures_count_as_running_them_again_showed() {
    var now = report(BROKEN, FLAKE, OLD, OTHER, passed("a.py::good"));

    assertThat(Doubts.settle(List.of(now), DOUBTS.reruns()))
        .containsExactly(report(BROKEN, passed("a.py::flake"), OLD, OTHER, passed("a.py::good")));
    assertThat(Doubts.settle(List.of(now), List.of(DOUBTS.reruns().getFirst())))
        .containsExactly(now);
  }

  @Test
  void a_verdict_names_what_did_not_count_and_why() {
    assertThat(DoubtText.of(DOUBTS, List.of(FLAKE, ASIDE, OTHER, passed("a.py::good"))))
        .containsExactly(
            "1 flaky: a.py::flake (failed 2 of 3 times)",
            "1 failing for changing reasons as before: a.py::old",
            "1 quarantined and failing: a.py::aside");
    assertThat(DoubtText.of(DOUBTS, List.of(passed("a.py::aside")))).hasSize(2);
    assertThat(DoubtText.of(Doubts.NONE, List.of(OTHER))).isEmpty();
  }

  @Test
  void of_many_that_did_not_count_five_are_named() {
    assertThat(DoubtText.of(flakes(5), List.of()).getFirst())
        .startsWith("5 flaky: a.py::t0 ")
        .endsWith("a.py::t4 (failed 1 of 1 times)");
    assertThat(DoubtText.of(flakes(7), List.of()).getFirst())
        .startsWith("7 flaky: a.py::t0 ")
        .endsWith("a.py::t4 (failed 1 of 1 times) and 2 more");
  }

  private static Doubts flakes(int number) {
    var reruns = new ArrayList<Rerun>();
    for (int i = 0; i < number; i++) {
      var id = "a.py::t" + i;
      reruns.add(rerun(failed(id, "x"), Ending.FLAKY, passed(id)));
    }
    return new Doubts(reruns, List.of());
  }

  @Test
  void how_often_a_failure_was_seen_is_told_where_it_ran_again() {
    assertThat(DoubtText.ofFailure(DOUBTS, BROKEN)).isEqualTo("\n  ran 3 times, failed 3 times");
    assertThat(DoubtText.ofFailure(flakes(1), failed("a.py::t0", "x"))).isEmpty();
    assertThat(DoubtText.ofFailure(DOUBTS, OTHER)).isEmpty();
  }
}
