package dev.autopack.gate;

import java.util.Locale;

/**
 * One way in which a test is worse than in the baseline.
 *
 * @param now what the test says now; for a test that vanished, what it said before
 */
public record Regression(Kind kind, TestResult now) {
  /** How it is worse. */
  public enum Kind {
    /** It passed before, or was not there. */
    NEWLY_BAD,
    /** It failed before too, but for another reason. */
    NEW_REASON,
    /** It ran before and is not there now. */
    VANISHED,
    /** It ran before and is skipped now. */
    NEWLY_SKIPPED,
    /** It passed before, and the run died before it came to it. */
    DID_NOT_RUN;

    /** As in evidence. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether running the test again could show it to be flaky. */
  public boolean canBeFlaky() {
    return kind == Kind.NEWLY_BAD || kind == Kind.NEW_REASON;
  }
}
