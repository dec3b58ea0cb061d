package dev.autopack.bench.replay;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Stratum;
import dev.autopack.bench.replay.Oracle.Said;
import dev.autopack.budget.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * One row of the table: every commit in one format with one cut.
 *
 * @param asked empty where the product chooses
 */
record Row(Optional<Format> asked, Manner.Cut cut, List<ReplayedCommit> commits) {
  Row {
    commits = List.copyOf(commits);
  }

  String format() {
    return asked.map(Format::id).orElse("chosen");
  }

  List<ReplayedCommit> measured() {
    return commits.stream().filter(ReplayedCommit::isMeasured).toList();
  }

  long exact() {
    return measured().stream().filter(ReplayedCommit::isExact).count();
  }

  /** Those of which no tree came out, and the product says so. */
  long refused() {
    return measured().stream().filter(each -> !each.isDone()).count();
  }

  long wrong() {
    return measured().stream().filter(ReplayedCommit::isWrong).count();
  }

  List<ReplayedCommit> in(Stratum stratum) {
    return measured().stream().filter(each -> each.commit().stratum() == stratum).toList();
  }

  long tokens() {
    return measured().stream().mapToLong(ReplayedCommit::tokens).sum();
  }

  /** Tokens beyond those of whole replies and their declarations, of all tokens. */
  double again() {
    long beyond =
        measured().stream()
            .filter(ReplayedCommit::isExact)
            .mapToLong(each -> each.tokens() - each.declared() - each.uncutTokens())
            .sum();
    return share(beyond, tokens());
  }

  /** Of a cut first reply, the text of files that was not kept; mean over commits of one file. */
  OptionalDouble textThrownAway() {
    return lost(Oracle.Lost::text);
  }

  /** The same with the words that name operations, and their marks. */
  OptionalDouble thrownAway() {
    return lost(Oracle.Lost::all);
  }

  private OptionalDouble lost(ToIntFunction<Oracle.Lost> tokens) {
    return in(Stratum.ONE).stream()
        .filter(each -> each.isFirstCut() && each.calls().size() > 1)
        .mapToDouble(each ->
            share(
                tokens.applyAsInt(each.calls().get(1).lost()),
                Math.max(1, each.calls().getFirst().tokens())))
        .average();
  }

  long calls() {
    return measured().stream().mapToLong(each -> each.calls().size()).sum();
  }

  /** Of the calls that asked for a whole reply. */
  double firstCut() {
    var first = measured().stream().flatMap(each -> each.calls().stream()).filter(Said::isFirst);
    var all = first.toList();
    return share(all.stream().filter(Said::isCut).count(), all.size());
  }

  /** How many commits were written in which format. */
  Map<String, Long> scripts() {
    return measured().stream()
        .filter(each -> !each.calls().isEmpty())
        .collect(groupingBy(each -> each.script().id(), TreeMap::new, counting()));
  }

  /**
   * The median of what the first call was allowed, over what a whole reply takes; both with the
   * declarations that replies are asked to begin with.
   */
  OptionalDouble budgetOverTrue() {
    var ratios =
        measured().stream()
            .filter(each -> each.uncutTokens() > 0 && each.budget() > 0)
            .mapToDouble(each -> (double) each.budget() / (each.uncutTokens() + each.asked()))
            .sorted()
            .toArray();
    return ratios.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2);
  }

  /**
   * Tokens of whole replies, over those of the same commits as NDJSON edits; of the commits whose
   * file says the latter.
   */
  OptionalDouble againstEdits() {
    var known =
        measured().stream()
            .filter(each -> each.uncutTokens() > 0 && edits(each.commit()) > 0)
            .toList();
    long edits = known.stream().mapToLong(each -> edits(each.commit())).sum();
    long uncut = known.stream().mapToLong(ReplayedCommit::uncutTokens).sum();
    return edits == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) uncut / edits);
  }

  private static long edits(Commit commit) {
    return commit.outTokens().getOrDefault("ndjson_edit", 0L);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
