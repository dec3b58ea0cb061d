package dev.autopack.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One report's results by identity, and by identity without parameters. */
final class TestIndex {
  private final Map<TestId, TestResult> byId = new TreeMap<>();
  private final Map<TestId, List<TestResult>> byFunction = new TreeMap<>();
  private final List<TestResult> results;

  /** Made when a test is not found by its name: most never are. */
  private final Map<TestId, List<TestResult>> byLook = new TreeMap<>();

  TestIndex(List<TestResult> results) {
    this.results = List.copyOf(results);
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

  /**
   * The same test, even where what its parameters are called holds an address, a time or a folder
   * that is another in each run; empty where several look like it.
   */
  Optional<TestResult> resembling(TestId id) {
    return find(id)
        .or(() ->
            id.equals(id.withoutParameters()) ? Optional.empty() : find(looks().get(look(id))));
  }

  private static Optional<TestResult> find(@Nullable List<TestResult> alike) {
    return alike == null || alike.size() != 1 ? Optional.empty() : Optional.of(alike.getFirst());
  }

  private Map<TestId, List<TestResult>> looks() {
    if (byLook.isEmpty()) {
      results.forEach(
          result -> byLook.computeIfAbsent(look(result.id()), _ -> new ArrayList<>()).add(result));
    }
    return byLook;
  }

  private static TestId look(TestId id) {
    return new TestId(id.suite(), FailureSignature.of(id.name()).value());
  }

  /** All cases of the function that the identity belongs to. */
  List<TestResult> casesOf(TestId id) {
    return byFunction.getOrDefault(id.withoutParameters(), List.of());
  }
}
