package dev.autopack.gate;

/**
 * How one test ended.
 *
 * @param file the repository's file that holds it, empty where that is not known
 * @param location {@code file:line} of the failure as far as known, else empty
 * @param message what the tool said, untrusted text, bounded; empty unless it failed or was skipped
 */
public record TestResult(TestId id, Outcome outcome, String file, String location, String message) {
  /** How a test can end. */
  public enum Outcome {
    PASSED,
    FAILED,
    ERROR,
    SKIPPED,
    /** It stands in the source; the run died before it could say how it ends. */
    UNKNOWN;

    /** The worse of the two, for a test that is reported twice. */
    public Outcome worse(Outcome other) {
      return badness() >= other.badness() ? this : other;
    }

    private int badness() {
      return switch (this) {
        case ERROR -> 4;
        case FAILED -> 3;
        case UNKNOWN -> 2;
        case SKIPPED -> 1;
        case PASSED -> 0;
      };
    }
  }

  /** Of a test that has nothing to say. */
  public static TestResult of(TestId id, Outcome outcome, String file) {
    return new TestResult(id, outcome, file, "", "");
  }

  public boolean isBad() {
    return outcome == Outcome.FAILED || outcome == Outcome.ERROR;
  }

  public FailureSignature signature() {
    return FailureSignature.of(message);
  }
}
