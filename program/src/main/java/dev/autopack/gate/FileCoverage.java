package dev.autopack.gate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a report says of one file.
 *
 * @param hits how often each line ran that can run; only whether it did, for tools that do not
 *     count
 * @param branches of the lines that have some
 * @param statements only of tools that count them
 */
public record FileCoverage(
    SortedMap<Integer, Long> hits, SortedMap<Integer, Share> branches, Share statements) {
  public FileCoverage {
    hits = Collections.unmodifiableSortedMap(new TreeMap<>(hits));
    branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
  }

  public Share lines() {
    return new Share(hits.values().stream().filter(hit -> hit > 0).count(), hits.size());
  }

  public Share allBranches() {
    return branches.values().stream().reduce(Share.NONE, Share::plus);
  }

  /** Two reports' words of the same file: a line that ran in one of them ran. */
  public FileCoverage merge(FileCoverage other) {
    var allHits = new TreeMap<>(hits);
    other.hits.forEach((line, hit) -> allHits.merge(line, hit, Math::max));
    var all = new TreeMap<>(branches);
    other.branches.forEach((line, share) -> all.merge(line, share, Share::max));
    return new FileCoverage(allHits, all, statements.max(other.statements));
  }
}
