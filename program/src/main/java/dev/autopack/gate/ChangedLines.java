package dev.autopack.gate;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which lines of the files a change touched, from 1. */
final class ChangedLines {
  /** Past this many comparisons everything between the ends that stayed counts as changed. */
  private static final long MAX_WORK = 4_000_000;

  private ChangedLines() {}

  /** Those that it added or changed, as numbered afterwards. */
  static Map<RepoPath, Set<Integer>> of(ChangeSet changes) {
    var changed = new TreeMap<RepoPath, Set<Integer>>();
    for (var change : changes.changes()) {
      change
          .after()
          .ifPresent(after ->
              changed.put(change.path(), between(lines(change.before().orElse("")), lines(after))));
    }
    return changed;
  }

  /** Those that it took away or changed, as numbered before. */
  static Map<RepoPath, Set<Integer>> replacedBy(ChangeSet changes) {
    var replaced = new TreeMap<RepoPath, Set<Integer>>();
    for (var change : changes.changes()) {
      change
          .before()
          .ifPresent(before ->
              replaced.put(
                  change.path(), between(lines(change.after().orElse("")), lines(before))));
    }
    return replaced;
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static Set<Integer> between(List<String> before, List<String> after) {
    int start = 0;
    var least = Math.min(before.size(), after.size());
    while (start < least && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < least - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    var old = before.subList(start, before.size() - end);
    var now = after.subList(start, after.size() - end);
    var kept = (long) old.size() * now.size() > MAX_WORK ? Set.<Integer>of() : kept(old, now);
    var changed = new TreeSet<Integer>();
    for (int i = 0; i < now.size(); i++) {
      if (!kept.contains(i)) {
        changed.add(start + i + 1);
      }
    }
    return changed;
  }

  /** Of the later lines, by index, those that are in the longest common subsequence. */
  private static Set<Integer> kept(List<String> old, List<String> now) {
    var longest = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        longest[i][j] =
            old.get(i).equals(now.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    var kept = new TreeSet<Integer>();
    for (int i = 0, j = 0; i < old.size() && j < now.size(); ) {
      if (old.get(i).equals(now.get(j))) {
        kept.add(j);
        i++;
        j++;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return kept;
  }
}
