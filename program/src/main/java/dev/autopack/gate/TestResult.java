package dev.autopack.gate;

/**
 * How one test ended.
 *
 * @param message what the tool said, untrusted text; empty unless it failed
 * @param location {@code file:line} as far as known, else empty
 */
public record TestResult(TestId id, Outcome outcome, String message, String location) {
  /** How a test can end. */
  public enum Outcome {
    PASSED,
    FAILED,
    ERROR,
    SKIPPED
  }

  public boolean isBad() {
    return outcome == Outcome.FAILED || outcome == Outcome.ERROR;
  }
}
