package dev.autopack.gate;

import java.util.Optional;

/**
 * A failed test that may be flaky.
 *
 * @param before how it failed before the change; empty where it did not
 */
public record Suspect(String toolchain, TestResult test, Optional<TestResult> before) {
  /** Whether the test has nothing against the change any more. */
  boolean isCleared(TestResult again) {
    return again.outcome() == TestResult.Outcome.PASSED || isOld(again);
  }

  /** Whether it fails as it did before. */
  boolean isOld(TestResult again) {
    return again.isBad()
        && before
            .filter(was -> was.outcome() == again.outcome())
            .filter(was -> was.signature().equals(again.signature()))
            .isPresent();
  }
}
