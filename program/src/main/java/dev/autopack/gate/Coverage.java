package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the tests covered of the repository's own files.
 *
 * @param outside names of the reports that are no file of the repository: generated code, libraries
 */
public record Coverage(SortedMap<RepoPath, FileCoverage> files, List<String> outside) {
  public Coverage {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    outside = List.copyOf(outside);
  }

  /** Of changed lines, those that can run. */
  public record Changed(Share lines, List<RepoPath> unmeasured) {
    public Changed {
      unmeasured = List.copyOf(unmeasured);
    }
  }

  /** Several tools' reports together: a line that ran in one of them ran. */
  public Coverage plus(Coverage other) {
    var all = new TreeMap<>(files);
    other.files.forEach((path, file) -> all.merge(path, file, FileCoverage::merge));
    var names = new ArrayList<>(outside);
    names.addAll(other.outside);
    return new Coverage(all, names);
  }

  public Totals totals() {
    var totals = Totals.NONE;
    for (var file : files.values()) {
      totals = totals.plus(file);
    }
    return totals;
  }

  /**
   * How many of the changed lines ran, of those that can.
   *
   * @param lines added or changed, as numbered in the tree that was measured, from 1
   * @return {@code unmeasured} are the changed files that no report names
   */
  public Changed changed(Map<RepoPath, Set<Integer>> lines) {
    var share = Share.NONE;
    var unmeasured = new ArrayList<RepoPath>();
    for (var one : new TreeMap<>(lines).entrySet()) {
      var file = files.get(one.getKey());
      if (file == null) {
        unmeasured.add(one.getKey());
        continue;
      }
      for (var line : one.getValue()) {
        var hits = file.hits().get(line);
        share = hits == null ? share : share.plus(new Share(hits > 0 ? 1 : 0, 1));
      }
    }
    return new Changed(share, unmeasured);
  }
}
