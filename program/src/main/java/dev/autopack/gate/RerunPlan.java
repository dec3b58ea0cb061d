package dev.autopack.gate;

import dev.autopack.edit.Tree;
import dev.autopack.gate.Rerun.Condition;
import dev.autopack.gate.Rerun.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which failed tests run again, and with what before them. Told the same reports it decides
 * the same, so that a resumed run goes on where it was.
 *
 * <p>Apart from others first, since that is cheap. Only a pass behind all that ran before a test
 * the first time clears it: one that passes alone may have been broken by a test before it. One
 * failure that persists decides, so tests are tried a few at a time, and the rest is left then.
 */
public final class RerunPlan {
  /** So many are tried at a time. */
  private static final int GROUP = 5;

  private final Bounds bounds;
  private final TestOrder order;
  private final List<Trial> trials;
  private long millis;

  /**
   * How often a test runs again, and how long that may take in all.
   *
   * @param alone tries with nothing before the test
   * @param inFile tries with the rest of its file, as long as it never passed
   * @param inOrder tries with all tests, once it passed apart from them; 0 where what comes next
   *     runs them all anyway
   * @param oneDecides whether the rest does not matter once one failure persists
   */
  public record Bounds(int alone, int inFile, int inOrder, boolean oneDecides, Duration total) {
    /**
     * After a change. A test that fails every other time fails so often in a row in less than 1 %
     * of runs; one that a test before it breaks costs all of the last.
     */
    public static Bounds ofChange(Duration total) {
      return new Bounds(1, 5, 8, true, total);
    }

    /** The same, where the whole run is still to come. */
    public static Bounds beforeWholeRun(Duration total) {
      return new Bounds(1, 5, 0, true, total);
    }

    /** Of failures that nobody's change made. */
    public static Bounds ofBaseline(Duration total) {
      return new Bounds(0, 1, 2, false, total);
    }
  }

  /** What is run next. */
  public record Round(String toolchain, Condition condition, Selection selection) {}

  /**
   * Plans for these failures.
   *
   * @param reports what all tests of their toolchains said, for the order and the rest of a file
   * @param tree where the tests' files are
   */
  public RerunPlan(Bounds bounds, List<Suspect> suspects, List<TestReport> reports, Tree tree) {
    this.bounds = bounds;
    this.order = new TestOrder(reports, tree);
    this.trials = spread(suspects).stream().map(suspect -> new Trial(suspect, bounds)).toList();
  }

  /** Failures for different reasons first: those of one reason mostly end alike. */
  private static List<Suspect> spread(List<Suspect> suspects) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    var ranked = new ArrayList<Map.Entry<Integer, Suspect>>();
    for (var suspect : suspects) {
      var nth = seen.merge(suspect.test().signature().value(), 1, Integer::sum);
      ranked.add(Map.entry(nth, suspect));
    }
    return ranked.stream()
        .sorted(Comparator.comparingInt(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What to run now; empty where nothing more would change the verdict, or time is up. */
  public Optional<Round> next() {
    if (millis >= bounds.total().toMillis()) {
      return Optional.empty();
    }
    var size = bounds.oneDecides() ? GROUP : Math.max(1, trials.size());
    for (int from = 0; from < trials.size(); from += size) {
      var group = trials.subList(from, Math.min(from + size, trials.size()));
      if (bounds.oneDecides() && group.stream().anyMatch(Trial::hasPersisted)) {
        return Optional.empty();
      }
      var open = group.stream().filter(trial -> trial.wants().isPresent()).toList();
      if (!open.isEmpty()) {
        return Optional.of(round(open));
      }
    }
    return Optional.empty();
  }

  private Round round(List<Trial> open) {
    var first = open.stream().min(Comparator.comparing(Trial::wanted)).orElseThrow();
    var toolchain = first.suspect.toolchain();
    var condition = first.wanted();
    var tests =
        open.stream()
            .filter(trial -> trial.suspect.toolchain().equals(toolchain))
            .filter(trial -> trial.wanted() == condition)
            .map(trial -> trial.suspect.test())
            .toList();
    var selection =
        switch (condition) {
          case ALONE -> new Selection.Only(List.of(first.suspect.test()));
          case IN_FILE -> new Selection.Only(order.filesOf(toolchain, tests));
          case IN_ORDER -> new Selection.All();
        };
    return new Round(toolchain, condition, selection);
  }

  /** Learns from what was run. */
  public void take(Round round, TestReport report) {
    millis += report.execution().millis();
    var now = new TestIndex(report.isBroken() ? List.of() : report.results());
    for (var trial : asked(round)) {
      trial.take(round.condition(), now.resembling(trial.suspect.test().id()));
    }
  }

  private List<Trial> asked(Round round) {
    return trials.stream()
        .filter(trial -> trial.suspect.toolchain().equals(round.toolchain()))
        .filter(trial -> trial.wants().filter(round.condition()::equals).isPresent())
        .filter(trial ->
            switch (round.selection()) {
              case Selection.All() -> true;
              case Selection.Only(var tests) -> tests.contains(trial.suspect.test());
            })
        .toList();
  }

  /** What is known now of every failure, those that did not run again among them. */
  public List<Rerun> reruns() {
    return trials.stream().map(Trial::rerun).toList();
  }

  /** One test's tries. */
  private static final class Trial {
    private final Suspect suspect;
    private final Bounds bounds;
    private final List<Rerun.Try> tries = new ArrayList<>();
    private final LinkedHashSet<String> reasons = new LinkedHashSet<>();
    private Optional<TestResult> cleared = Optional.empty();

    Trial(Suspect suspect, Bounds bounds) {
      this.suspect = suspect;
      this.bounds = bounds;
      reasons.add(suspect.test().signature().value());
    }

    Optional<Condition> wants() {
      if (ending() != Ending.UNSETTLED) {
        return Optional.empty();
      }
      if (passedApart()) {
        return bounds.inOrder() > 0 ? Optional.of(Condition.IN_ORDER) : Optional.empty();
      }
      return Optional.of(tries.size() < bounds.alone() ? Condition.ALONE : Condition.IN_FILE);
    }

    Condition wanted() {
      return wants().orElseThrow();
    }

    void take(Condition condition, Optional<TestResult> result) {
      var good = result.filter(suspect::isCleared);
      tries.add(new Rerun.Try(condition, good.isPresent()));
      result.filter(TestResult::isBad).ifPresent(bad -> reasons.add(bad.signature().value()));
      if (condition == Condition.IN_ORDER || good.filter(suspect::isOld).isPresent()) {
        cleared = good;
      }
    }

    private boolean passedApart() {
      return tries.stream().anyMatch(each -> each.passed());
    }

    boolean hasPersisted() {
      return ending() != Ending.UNSETTLED && ending().blocks();
    }

    private Ending ending() {
      if (cleared.isPresent()) {
        return suspect.isOld(cleared.get()) ? Ending.OLD : Ending.FLAKY;
      }
      var inOrder = tries.stream().filter(each -> each.condition() == Condition.IN_ORDER).count();
      if (passedApart()) {
        return inOrder >= bounds.inOrder() && bounds.inOrder() > 0
            ? Ending.ORDER_DEPENDENT
            : Ending.UNSETTLED;
      }
      if (tries.size() < bounds.alone() + bounds.inFile()) {
        return Ending.UNSETTLED;
      }
      return hasNoStableReason() ? Ending.OLD : Ending.PERSISTENT;
    }

    /** Failed before, and says another thing each time: its message tells nothing of the change. */
    private boolean hasNoStableReason() {
      return tries.size() > 1
          && reasons.size() == tries.size() + 1
          && suspect.before().filter(was -> kind(was).equals(kind(suspect.test()))).isPresent();
    }

    private static String kind(TestResult bad) {
      return bad.outcome() + " " + bad.message().strip().split("[^\\w.]", 2)[0];
    }

    Rerun rerun() {
      var ending = ending();
      return new Rerun(suspect.test(), tries, ending, ending.blocks() ? suspect.test() : counted());
    }

    private TestResult counted() {
      return cleared.or(suspect::before).orElseThrow();
    }
  }
}
