package dev.autopack.gate;

import java.util.List;

/** Which tests a run executes. */
public sealed interface Selection {
  /** All that the repository's own configuration finds, and those that a phase names. */
  record All() implements Selection {}

  /**
   * These alone, in this order as far as the tool can keep one.
   *
   * @param tests as an earlier report named them, so that an adapter knows their files too
   */
  record Only(List<TestResult> tests) implements Selection {
    public Only {
      tests = List.copyOf(tests);
      if (tests.isEmpty()) {
        throw new IllegalArgumentException("a selection of no test would run all of them");
      }
    }
  }
}
