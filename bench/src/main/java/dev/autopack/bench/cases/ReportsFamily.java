package dev.autopack.bench.cases;

import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.quality.coverage.CoverageReading;
import dev.autopack.gate.Share;
import dev.autopack.gate.Totals;
import dev.autopack.gate.tests.go.GoTestJson;
import dev.autopack.gate.tests.junit.JunitCase;
import dev.autopack.gate.tests.junit.JunitXml;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Test and coverage reports: what they count, or that they cannot be read. */
final class ReportsFamily implements Family {

  /** What the product made of a report. */
  private sealed interface Reading {
    record Counted(Map<String, Long> counts) implements Reading {}

    record Unreadable(String why) implements Reading {}
  }

  @Override
  public Result run(Case given, Scratch scratch) {
    var reading = read(given.text("kind"), Base64.getDecoder().decode(given.text("bytes_b64")));
    var also = given.find("also");
    var isRight =
        given.find("expected").filter(it -> fits(it, reading)).isPresent()
            || also.filter(it -> fits(it, reading)).isPresent();
    var more =
        Map.<String, JsonNode>of("kind", JsonNodeFactory.instance.stringNode(given.text("kind")));
    return switch (reading) {
      case Reading.Counted(var counts) -> new Result(isRight, "read", counts.toString(), more);
      case Reading.Unreadable(var why) -> new Result(isRight, "unreadable", why, more);
    };
  }

  private static Reading read(String kind, byte[] file) {
    return switch (kind) {
      case "junit" -> readJunit(file);
      case "go-test" -> readGoTest(file);
      case "cobertura" -> readCoverage(CoverageFormat.COBERTURA, file);
      case "jacoco" -> readCoverage(CoverageFormat.JACOCO, file);
      case "lcov" -> readCoverage(CoverageFormat.LCOV, file);
      case "go-cover" -> readCoverage(CoverageFormat.GO_COVER, file);
      default -> throw new IllegalArgumentException("there is no kind '%s'".formatted(kind));
    };
  }

  private static Reading readJunit(byte[] file) {
    var report = JunitXml.read(file);
    var outcomes = report.cases().stream().map(JunitCase::outcome).toList();
    return report
        .problem()
        .<Reading>map(Reading.Unreadable::new)
        .orElseGet(() -> new Reading.Counted(counts(outcomes)));
  }

  private static Reading readGoTest(byte[] file) {
    var report = GoTestJson.read(file);
    var outcomes = report.tests().stream().map(test -> test.outcome()).toList();
    return report
        .problem()
        .<Reading>map(Reading.Unreadable::new)
        .orElseGet(() -> new Reading.Counted(counts(outcomes)));
  }

  private static Map<String, Long> counts(List<Outcome> outcomes) {
    var counts = new TreeMap<String, Long>();
    counts.put("tests", (long) outcomes.size());
    counts.put("failures", count(outcomes, Outcome.FAILED));
    counts.put("errors", count(outcomes, Outcome.ERROR));
    counts.put("skipped", count(outcomes, Outcome.SKIPPED));
    counts.put("unfinished", count(outcomes, Outcome.UNKNOWN));
    return counts;
  }

  private static long count(List<Outcome> outcomes, Outcome one) {
    return outcomes.stream().filter(outcome -> outcome == one).count();
  }

  private static Reading readCoverage(CoverageFormat format, byte[] file) {
    return switch (format.read(file)) {
      case CoverageReading.Read(var coverage) -> new Reading.Counted(counts(coverage.totals()));
      case CoverageReading.Unreadable(var why) -> new Reading.Unreadable(why);
    };
  }

  private static Map<String, Long> counts(Totals totals) {
    var counts = new TreeMap<String, Long>();
    put(counts, "lines", totals.lines());
    put(counts, "branches", totals.branches());
    put(counts, "statements", totals.statements());
    return counts;
  }

  private static void put(Map<String, Long> counts, String what, Share share) {
    counts.put(what + "_covered", share.covered());
    counts.put(what + "_total", share.total());
  }

  /** Only the numbers that an answer names are compared. */
  private static boolean fits(JsonNode answer, Reading reading) {
    var mustBeUnreadable = answer.path("unreadable").asBoolean(false);
    return switch (reading) {
      case Reading.Unreadable _ -> mustBeUnreadable;
      case Reading.Counted(var counts) ->
          !mustBeUnreadable
              && counts.entrySet().stream()
                  .allMatch(count ->
                      Optional.of(answer.path(count.getKey()))
                          .filter(JsonNode::isNumber)
                          .map(number -> number.asLong() == count.getValue())
                          .orElse(true));
    };
  }

  @Override
  public void summarise(List<Result> results, ObjectNode line) {
    var kinds = line.putObject("by_kind");
    for (var result : results) {
      if (result.more().containsKey("kind")) {
        var kind = result.more().get("kind").asString("");
        var before = kinds.path(kind);
        var passed = before.path(0).asInt(0) + (result.pass() ? 1 : 0);
        var of = before.path(1).asInt(0) + 1;
        kinds.putArray(kind).add(passed).add(of);
      }
    }
  }
}
