package dev.autopack.gate;

import dev.autopack.gate.RecordedEvidence.RecordedReport;
import dev.autopack.gate.TestResult.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what was executed again against what evidence claims, test by test. Pure. */
public final class EvidenceComparison {
  /** By so many points of a hundred coverage may come out otherwise. */
  private static final double COVERAGE_POINTS = 2;

  private EvidenceComparison() {}

  /**
   * One test, or one command, that came out otherwise.
   *
   * @param toolchain whose report it stands in
   * @param contradicts whether the claim is refuted: what passed does not pass, or a failure is
   *     there that nobody recorded
   * @param test what came out now, where it is a test that was run
   */
  public record Difference(
      String toolchain,
      boolean contradicts,
      String what,
      String recorded,
      String now,
      Optional<TestResult> test) {
    @Override
    public String toString() {
      return "%s: recorded %s, now %s".formatted(what, recorded, now);
    }
  }

  /** What differs, by report and then by test; empty where everything came out as recorded. */
  public static List<Difference> compare(RecordedEvidence evidence, List<TestReport> now) {
    var found = new ArrayList<Difference>();
    for (var recorded : evidence.reports()) {
      var again =
          now.stream()
              .filter(report -> report.toolchain().equals(recorded.toolchain()))
              .findFirst();
      if (again.isEmpty()) {
        found.add(
            new Difference(
                recorded.toolchain(),
                true,
                recorded.toolchain(),
                ran(recorded),
                "not run here",
                Optional.empty()));
      } else if (recorded.kind() == TestReport.Kind.EXIT_CODE) {
        command(recorded, again.orElseThrow()).ifPresent(found::add);
      } else {
        tests(recorded, again.orElseThrow(), found);
      }
    }
    return List.copyOf(found);
  }

  private static String ran(RecordedReport recorded) {
    return recorded.kind() == TestReport.Kind.EXIT_CODE
        ? "exit code " + recorded.exitCode()
        : recorded.tests().size() + " tests";
  }

  private static Optional<Difference> command(RecordedReport recorded, TestReport now) {
    return recorded.exitCode() == now.execution().exitCode() && now.trouble().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Difference(
                recorded.toolchain(),
                true,
                recorded.toolchain(),
                "exit code " + recorded.exitCode(),
                now.trouble().isEmpty()
                    ? "exit code " + now.execution().exitCode()
                    : now.trouble().getFirst().text(),
                Optional.empty()));
  }

  private static void tests(RecordedReport recorded, TestReport now, List<Difference> found) {
    var results = new HashMap<String, TestResult>();
    now.results().forEach(result -> results.put(result.id().toString(), result));
    recorded
        .tests()
        .forEach((id, outcome) ->
            difference(
                    recorded.toolchain(),
                    id,
                    Optional.of(outcome),
                    Optional.ofNullable(results.remove(id)))
                .ifPresent(found::add));
    coverage(recorded, now).ifPresent(found::add);
    results.values().stream()
        .sorted(java.util.Comparator.comparing(TestResult::id))
        .forEach(result ->
            difference(
                    recorded.toolchain(),
                    result.id().toString(),
                    Optional.empty(),
                    Optional.of(result))
                .ifPresent(found::add));
  }

  /** Some lines depend on the machine and the time, so that only a clear fall refutes. */
  private static Optional<Difference> coverage(RecordedReport recorded, TestReport now) {
    return recorded
        .coverage()
        .flatMap(before ->
            switch (now.coverage().orElse(new Measurement.NotProducible("not measured here"))) {
              case Measurement.Measured(var after) -> coverage(recorded, before, after.totals());
              // Whoever verifies may lack the tool for it; that is told and refutes nothing.
              case Measurement.NotProducible(var why) ->
                  Optional.of(coverage(recorded, false, before, why));
              case Measurement.Missing(var why) ->
                  Optional.of(coverage(recorded, true, before, why));
            });
  }

  private static Optional<Difference> coverage(
      RecordedReport recorded, Totals before, Totals after) {
    var fall = before.mainPercent() - after.mainPercent();
    return Math.abs(fall) <= COVERAGE_POINTS
        ? Optional.empty()
        : Optional.of(coverage(recorded, fall > 0, before, after.toString()));
  }

  private static Difference coverage(
      RecordedReport recorded, boolean contradicts, Totals before, String now) {
    return new Difference(
        recorded.toolchain(),
        contradicts,
        recorded.toolchain() + " coverage",
        before.toString(),
        now,
        Optional.empty());
  }

  private static Optional<Difference> difference(
      String toolchain, String id, Optional<Outcome> recorded, Optional<TestResult> now) {
    var outcome = now.map(TestResult::outcome);
    if (recorded.equals(outcome)) {
      return Optional.empty();
    }
    var passedOnce = recorded.equals(Optional.of(Outcome.PASSED));
    var isNewlyBad =
        now.filter(TestResult::isBad).isPresent()
            && recorded.filter(was -> was == Outcome.FAILED || was == Outcome.ERROR).isEmpty();
    return Optional.of(
        new Difference(
            toolchain, passedOnce || isNewlyBad, id, word(recorded), word(outcome), now));
  }

  private static String word(Optional<Outcome> outcome) {
    return outcome.map(one -> one.name().toLowerCase(java.util.Locale.ROOT)).orElse("absent");
  }

  /** How many tests the evidence holds, of all toolchains. */
  public static int tests(RecordedEvidence evidence) {
    return evidence.reports().stream().map(RecordedReport::tests).mapToInt(Map::size).sum();
  }
}
