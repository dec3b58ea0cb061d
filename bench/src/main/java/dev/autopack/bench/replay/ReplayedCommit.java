package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Commit;
import java.util.List;

/**
 * What came of one commit in one row of the table.
 *
 * @param uncutTokens of a whole reply, in the format that was asked for
 * @param budget what the first call was allowed, in tokens, of every batch together; 0 where none
 *     was made
 * @param calls as the oracle gave them
 */
record ReplayedCommit(
    Commit commit,
    Script script,
    Result result,
    int uncutTokens,
    int budget,
    List<Oracle.Said> calls) {
  ReplayedCommit {
    calls = List.copyOf(calls);
  }

  /** How the tree compares with the commit's. */
  sealed interface Result {
    /** Every touched path has the commit's bytes, and no other path is touched. */
    record Exact() implements Result {}

    /** A tree came out, and it is another. */
    record Wrong(String how) implements Result {}

    /** No tree came out, and the product says so. */
    record NotDone(String why) implements Result {}

    /** The product refuses such a phase by design, so it was not measured. */
    record NotReplayable(String why) implements Result {}
  }

  boolean isExact() {
    return result instanceof Result.Exact;
  }

  boolean isWrong() {
    return result instanceof Result.Wrong;
  }

  boolean isMeasured() {
    return !(result instanceof Result.NotReplayable);
  }

  boolean isFirstCut() {
    return !calls.isEmpty() && calls.getFirst().isCut();
  }

  boolean isDone() {
    return !(result instanceof Result.NotDone);
  }

  /** Tokens of declarations in them. */
  long declared() {
    return calls.stream().mapToLong(Oracle.Said::declared).sum();
  }

  /** Tokens of the declarations that whole replies were asked to begin with. */
  long asked() {
    return calls.stream().filter(Oracle.Said::isFirst).mapToLong(Oracle.Said::declared).sum();
  }

  /** Tokens of all replies together. */
  long tokens() {
    return calls.stream().mapToLong(Oracle.Said::tokens).sum();
  }
}
