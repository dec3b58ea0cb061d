package dev.autopack.gate;

import java.util.List;

/**
 * What running a failed test again showed.
 *
 * @param test as it failed first
 * @param counted what the test counts as from now on; the failure itself where it persists
 */
public record Rerun(TestResult test, List<Try> tries, Ending ending, TestResult counted) {
  public Rerun {
    tries = List.copyOf(tries);
  }

  /** What runs before a test when it runs again. */
  public enum Condition {
    /** Nothing. */
    ALONE,
    /** The tests of its file, in their order. */
    IN_FILE,
    /** All tests, as the first time. */
    IN_ORDER
  }

  /**
   * One more run.
   *
   * @param passed whether it passed, or failed as it did before the change; a test that was not
   *     reached or did not end has not
   */
  public record Try(Condition condition, boolean passed) {}

  /** What the tries add up to. */
  public enum Ending {
    /**
     * It passed as it was run the first time: what fails now and then is not the change's doing.
     */
    FLAKY,
    /** It failed before too, and its message is another each time or the old one again. */
    OLD,
    /** It failed every time. */
    PERSISTENT,
    /** Apart from others it passes, and behind them it failed every time. */
    ORDER_DEPENDENT,
    /** Time, or the need to know, ended before it passed as it was run the first time. */
    UNSETTLED;

    /** Whether the failure still counts; what is not shown to be a flake does. */
    public boolean blocks() {
      return this != FLAKY && this != OLD;
    }

    /** As in evidence. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How often it failed, the first time among them. */
  public int failures() {
    return 1 + (int) tries.stream().filter(each -> !each.passed()).count();
  }

  /** How often it ran, the first time among them. */
  public int runs() {
    return 1 + tries.size();
  }
}
