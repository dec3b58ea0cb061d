package dev.autopack.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One report's results by identity, and by identity without parameters. */
final class TestIndex {
  private final Map<TestId, TestResult> byId = new TreeMap<>();
  private final Map<TestId, List<TestResult>> byFunction = new TreeMap<>();

  TestIndex(List<TestResult> results) {
    for (var result : results) {
      byId.put(result.id(), result);
      byFunction
          .computeIfAbsent(result.id().withoutParameters(), _ -> new ArrayList<>())
          .add(result);
    }
  }

  Optional<TestResult> find(TestId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All cases of the function that the identity belongs to. */
  List<TestResult> casesOf(TestId id) {
    return byFunction.getOrDefault(id.withoutParameters(), List.of());
  }
}
