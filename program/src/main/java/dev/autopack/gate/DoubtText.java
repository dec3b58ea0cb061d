package dev.autopack.gate;

import dev.autopack.gate.Rerun.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says in a verdict's line which failures did not count, and why. */
final class DoubtText {
  private static final int NAMES = 5;

  private DoubtText() {}

  /** A part a kind; none where every failure counts. */
  static List<String> of(Doubts doubts, List<TestResult> results) {
    var parts = new ArrayList<String>();
    add(
        parts,
        "flaky",
        ended(doubts, Ending.FLAKY)
            .map(rerun ->
                "%s (failed %d of %d times)"
                    .formatted(rerun.test().id(), rerun.failures(), rerun.runs()))
            .toList());
    add(
        parts,
        "failing for changing reasons as before",
        ended(doubts, Ending.OLD).map(rerun -> rerun.test().id().toString()).toList());
    add(
        parts,
        "quarantined and failing",
        results.stream()
            .filter(TestResult::isBad)
            .filter(result -> doubts.isQuarantined(result.id()))
            .map(result -> result.id().toString())
            .toList());
    return parts;
  }

  private static Stream<Rerun> ended(Doubts doubts, Ending ending) {
    return doubts.reruns().stream().filter(rerun -> rerun.ending() == ending);
  }

  private static void add(List<String> parts, String what, List<String> tests) {
    if (!tests.isEmpty()) {
      var shown = String.join(", ", tests.stream().limit(NAMES).toList());
      var more = tests.size() > NAMES ? " and %d more".formatted(tests.size() - NAMES) : "";
      parts.add("%d %s: %s%s".formatted(tests.size(), what, shown, more));
    }
  }

  /** How often a failure was seen, for the one who is to mend it; empty where it ran once. */
  static String ofFailure(Doubts doubts, TestResult test) {
    return doubts
        .rerunOf(test.id())
        .filter(rerun -> !rerun.tries().isEmpty())
        .map(rerun -> "\n  ran %d times, failed %d times".formatted(rerun.runs(), rerun.failures()))
        .orElse("");
  }
}
