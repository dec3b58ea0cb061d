package dev.autopack.gate;

import dev.autopack.gate.Regression.Kind;
import dev.autopack.gate.TestResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares two runs of one toolchain by test identity. Pure.
 *
 * <p>A failure that was there before, for the same reason, is not the phase's doing. What is newly
 * bad here may still be flaky: running it again comes between this comparison and the verdict.
 */
public final class RegressionCheck {
  private final TestIndex before;
  private final TestIndex now;
  private final Predicate<TestResult> isExpectedToGo;

  private RegressionCheck(
      List<TestResult> before, List<TestResult> now, Predicate<TestResult> isExpectedToGo) {
    this.before = new TestIndex(before);
    this.now = new TestIndex(now);
    this.isExpectedToGo = isExpectedToGo;
  }

  /**
   * What is worse than before, sorted by test.
   *
   * @param isExpectedToGo whether the plan itself removes the file of a test
   */
  public static List<Regression> compare(
      List<TestResult> before, List<TestResult> now, Predicate<TestResult> isExpectedToGo) {
    var check = new RegressionCheck(before, now, isExpectedToGo);
    var found = new ArrayList<Regression>();
    before.forEach(test -> check.lost(test).ifPresent(found::add));
    now.forEach(test -> check.worsened(test).ifPresent(found::add));
    found.sort(
        java.util.Comparator.comparing(
            (Regression regression) -> regression.now().id(), TestId::compareTo));
    return List.copyOf(found);
  }

  /** Trouble that the baseline did not have; trouble with the whole run always counts. */
  public static List<Trouble> newTrouble(List<Trouble> before, List<Trouble> now) {
    var old = before.stream().map(Trouble::fingerprint).toList();
    return now.stream()
        .filter(one -> !one.kind().concernsOneFile() || !old.contains(one.fingerprint()))
        .toList();
  }

  /** A test that ran before and does not run now. */
  private Optional<Regression> lost(TestResult test) {
    if (test.outcome() == Outcome.SKIPPED) {
      return Optional.empty();
    }
    var same = now.resembling(test.id());
    if (same.isPresent()) {
      return lost(test, same.get());
    }
    var cases = now.casesOf(test.id());
    if (cases.isEmpty()) {
      return isExpectedToGo.test(test)
          ? Optional.empty()
          : Optional.of(new Regression(Kind.VANISHED, test));
    }
    if (cases.stream().allMatch(each -> each.outcome() == Outcome.SKIPPED)) {
      return Optional.of(new Regression(Kind.NEWLY_SKIPPED, cases.getFirst()));
    }
    // A name read from the source stands for all cases; a case that ran stands for itself, but
    // parameters may be called otherwise as long as none are missing.
    var wereCases = before.casesOf(test.id()).size();
    var isFromSource =
        test.outcome() == Outcome.UNKNOWN
            || cases.stream().anyMatch(each -> each.outcome() == Outcome.UNKNOWN);
    if (isFromSource || cases.size() >= wereCases) {
      return Optional.empty();
    }
    return Optional.of(new Regression(Kind.VANISHED, test));
  }

  private static Optional<Regression> lost(TestResult test, TestResult same) {
    return switch (same.outcome()) {
      case SKIPPED -> Optional.of(new Regression(Kind.NEWLY_SKIPPED, same));
      case UNKNOWN ->
          test.outcome() == Outcome.PASSED
              ? Optional.of(new Regression(Kind.DID_NOT_RUN, same))
              : Optional.empty();
      case PASSED, FAILED, ERROR -> Optional.empty();
    };
  }

  /** A test that is bad now and was not, or was for another reason. */
  private Optional<Regression> worsened(TestResult test) {
    if (!test.isBad()) {
      return Optional.empty();
    }
    var was = before.resembling(test.id());
    if (was.isEmpty() || !was.get().isBad()) {
      return Optional.of(new Regression(Kind.NEWLY_BAD, test));
    }
    var isSameReason =
        was.get().outcome() == test.outcome() && was.get().signature().equals(test.signature());
    return isSameReason ? Optional.empty() : Optional.of(new Regression(Kind.NEW_REASON, test));
  }
}
