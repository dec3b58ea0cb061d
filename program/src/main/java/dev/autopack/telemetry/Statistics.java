package dev.autopack.telemetry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every metric over all selected calls, and over each group of them.
 *
 * @param runs how many runs the calls are of
 * @param groups empty where nothing is counted apart
 */
public record Statistics(long runs, Part all, Optional<Dimension> by, List<Part> groups) {
  public Statistics {
    groups = List.copyOf(groups);
  }

  /**
   * Some of the calls.
   *
   * @param unsettled those of them still in flight
   */
  public record Part(String name, long calls, long unsettled, Map<Metric, Measure> metrics) {
    public Part {
      metrics = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** What one metric came to. */
    public Measure of(Metric metric) {
      return metrics.getOrDefault(metric, Measure.unknown());
    }

    private static Part of(String name, List<CallInBatch> calls) {
      var metrics = new LinkedHashMap<Metric, Measure>();
      Arrays.stream(Metric.values()).forEach(metric -> metrics.put(metric, metric.of(calls)));
      var unsettled = calls.stream().filter(call -> call.facts().outcome().isEmpty()).count();
      return new Part(name, calls.size(), unsettled, metrics);
    }
  }

  /** Counts the calls. */
  public static Statistics of(List<CallFacts> facts, Optional<Dimension> by) {
    var calls = CallInBatch.of(facts);
    return new Statistics(
        facts.stream().map(call -> call.place().run()).distinct().count(),
        Part.of("all", calls),
        by,
        by.map(dimension -> dimension.split(calls)).orElse(List.of()).stream()
            .map(group -> Part.of(group.name(), group.calls()))
            .toList());
  }
}
