package dev.autopack.gate;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement.Measured;
import dev.autopack.gate.Measurement.Missing;
import dev.autopack.gate.Measurement.NotProducible;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What a change did to coverage; decides nothing. Pure. */
public sealed interface CoverageDelta {
  /**
   * Both sides were measured.
   *
   * @param replaced of the baseline's lines that the change took away or changed
   * @param changed of the lines that the change added or changed
   */
  record Known(Totals baseline, Totals now, Coverage.Changed replaced, Coverage.Changed changed)
      implements CoverageDelta {
    /** In points of the percentage; negative where it rose; empty where one side has no lines. */
    public OptionalDouble linesFall() {
      return fall(baseline.lines(), now.lines());
    }

    public OptionalDouble branchesFall() {
      return fall(baseline.branches(), now.branches());
    }

    public OptionalDouble statementsFall() {
      return fall(baseline.statements(), now.statements());
    }

    /** Of statements where the tool counts them, else of lines. */
    public OptionalDouble fall() {
      var statements = statementsFall();
      return statements.isPresent() ? statements : linesFall();
    }

    private static OptionalDouble fall(Share baseline, Share now) {
      var before = baseline.percent();
      var after = now.percent();
      return before.isPresent() && after.isPresent()
          ? OptionalDouble.of(before.getAsDouble() - after.getAsDouble())
          : OptionalDouble.empty();
    }
  }

  /** It could not be produced at the baseline, so there is nothing to hold a change to. */
  record Off(String why) implements CoverageDelta {}

  /** One side should be there and is not. */
  record Unknown(String why) implements CoverageDelta {}

  /**
   * Holds a measurement against the baseline's.
   *
   * @param changedLines added or changed, as numbered in the tree that was measured now, from 1
   */
  static CoverageDelta compare(
      Measurement baseline, Measurement now, Map<RepoPath, Set<Integer>> changedLines) {
    return compare(baseline, now, Map.of(), changedLines);
  }

  /**
   * What a change did, by the reports of all toolchains together.
   *
   * @param now on the changed tree
   */
  static CoverageDelta of(Baseline baseline, List<TestReport> now, ChangeSet changes) {
    var sides = new CoverageSides(baseline, now);
    return compare(
        sides.before(), sides.after(), ChangedLines.replacedBy(changes), ChangedLines.of(changes));
  }

  private static CoverageDelta compare(
      Measurement baseline,
      Measurement now,
      Map<RepoPath, Set<Integer>> replacedLines,
      Map<RepoPath, Set<Integer>> changedLines) {
    return switch (baseline) {
      case NotProducible(var why) -> new Off(why);
      case Missing(var why) -> new Unknown("the baseline has no coverage: " + why);
      case Measured(var before) ->
          switch (now) {
            case NotProducible(var why) -> missing(why);
            case Missing(var why) -> missing(why);
            case Measured(var after) -> compare(before, after, replacedLines, changedLines);
          };
    };
  }

  private static CoverageDelta compare(
      Coverage before,
      Coverage after,
      Map<RepoPath, Set<Integer>> replacedLines,
      Map<RepoPath, Set<Integer>> changedLines) {
    if (before.totals().lines().total() > 0 && after.totals().lines().total() == 0) {
      return missing(
          after.outside().isEmpty()
              ? "its report names no line"
              : "its report names no file of the repository, but '%s'"
                  .formatted(after.outside().getFirst()));
    }
    return new Known(
        before.totals(),
        after.totals(),
        before.changed(replacedLines),
        after.changed(changedLines));
  }

  private static CoverageDelta missing(String why) {
    return new Unknown("the baseline has coverage, and now there is none: " + why);
  }
}
