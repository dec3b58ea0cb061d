package dev.autopack.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Why a failure may say nothing of the change: what running tests again showed, and what a person
 * set aside.
 */
public record Doubts(List<Rerun> reruns, List<Quarantine> quarantined) {
  public static final Doubts NONE = new Doubts(List.of(), List.of());

  public Doubts {
    reruns = List.copyOf(reruns);
    quarantined = List.copyOf(quarantined);
  }

  Optional<Rerun> rerunOf(TestId test) {
    return reruns.stream().filter(rerun -> rerun.test().id().equals(test)).findFirst();
  }

  boolean isQuarantined(TestId test) {
    return quarantined.stream().anyMatch(one -> one.test().equals(test));
  }

  /** Whether it fails, and that is no reason to block. */
  boolean excuses(TestResult test) {
    return test.isBad()
        && (isQuarantined(test.id())
            || rerunOf(test.id()).filter(rerun -> !rerun.ending().blocks()).isPresent());
  }

  /** Whether it failed at first, and was seen to pass. */
  boolean sawPass(TestResult test) {
    return rerunOf(test.id()).filter(rerun -> rerun.ending() == Rerun.Ending.FLAKY).isPresent();
  }

  /**
   * The reports with what each failure counts as, so that a flake is no old failure to what comes
   * next.
   */
  public static List<TestReport> settle(List<TestReport> reports, List<Rerun> reruns) {
    Map<TestId, TestResult> counted = new TreeMap<>();
    reruns.forEach(rerun -> counted.put(rerun.test().id(), rerun.counted()));
    var settled = new ArrayList<TestReport>();
    for (var report : reports) {
      settled.add(
          report.with(
              report.results().stream()
                  .map(
                      result -> result.isBad() ? counted.getOrDefault(result.id(), result) : result)
                  .toList()));
    }
    return List.copyOf(settled);
  }
}
