package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Mends batches that were filled one after the other: where a file comes before what it builds on,
 * since a circle did not fit one batch, it moves a file, exchanges two, or moves a whole batch, as
 * long as fewer needs are broken by that and every batch still fits. What files beside a file need
 * weighs a little, too.
 */
final class Rearrangement {
  private static final int MAX_ROUNDS = 8;

  /** Of a need that is known, against one that files beside a file have. */
  static final int WEIGHT_OF_NEED = 8;

  /** Each weighs a set of files; a phase of thousands must not wait for the last gain. */
  private static final int MAX_TRIALS = 4_000;

  private final List<List<RepoPath>> batches = new ArrayList<>();
  private final Map<RepoPath, Integer> places = new HashMap<>();
  private final Map<RepoPath, Integer> homes = new HashMap<>();

  /** By file, what it should not come before, and how much that weighs. */
  private final Map<RepoPath, SortedMap<RepoPath, Integer>> needs = new HashMap<>();

  private final Map<RepoPath, Set<RepoPath>> neededBy = new HashMap<>();
  private final Predicate<List<RepoPath>> fits;
  private int trials;

  private Rearrangement(
      List<List<RepoPath>> packed, Dependencies dependencies, Predicate<List<RepoPath>> fits) {
    this.fits = fits;
    packed.forEach(batch -> batch.forEach(file -> places.put(file, places.size())));
    for (var batch : packed) {
      batch.forEach(file -> homes.put(file, batches.size()));
      batches.add(new ArrayList<>(batch));
    }
    for (var file : places.keySet()) {
      link(file, dependencies.leaningsOf(file), 1);
      link(file, dependencies.of(file), WEIGHT_OF_NEED);
    }
  }

  private void link(RepoPath file, Set<RepoPath> needed, int weight) {
    for (var need : needed) {
      if (places.containsKey(need)) {
        needs.computeIfAbsent(file, _ -> new TreeMap<>()).put(need, weight);
        neededBy.computeIfAbsent(need, _ -> new TreeSet<>()).add(file);
      }
    }
  }

  /**
   * What comes of it.
   *
   * @param broken what the needs weigh that come later than what needs them
   */
  record Rearranged(List<List<RepoPath>> batches, long broken) {}

  /**
   * As many batches of the same files, or fewer.
   *
   * @param fits whether a batch may hold these files
   */
  static Rearranged of(
      List<List<RepoPath>> packed, Dependencies dependencies, Predicate<List<RepoPath>> fits) {
    var rearrangement = new Rearrangement(packed, dependencies, fits);
    for (int round = 0; round < MAX_ROUNDS && rearrangement.mends(); round++) {}
    return new Rearranged(
        rearrangement.batches.stream()
            .filter(batch -> !batch.isEmpty())
            .map(rearrangement::inOrder)
            .toList(),
        rearrangement.broken(rearrangement.places.keySet()));
  }

  private List<RepoPath> inOrder(List<RepoPath> batch) {
    return batch.stream().sorted((a, b) -> Integer.compare(place(a), place(b))).toList();
  }

  private int place(RepoPath file) {
    return places.getOrDefault(file, 0);
  }

  private int home(RepoPath file) {
    return homes.getOrDefault(file, 0);
  }

  private SortedMap<RepoPath, Integer> needsOf(RepoPath file) {
    return needs.getOrDefault(file, Collections.emptySortedMap());
  }

  private boolean mends() {
    boolean isBetter = false;
    for (var file : new TreeSet<>(needs.keySet())) {
      for (var need : needsOf(file).keySet()) {
        if (home(need) > home(file)) {
          isBetter |= mend(file, need);
        }
      }
    }
    return isBetter;
  }

  private boolean mend(RepoPath file, RepoPath need) {
    int early = home(file);
    int late = home(need);
    for (int batch = early + 1; batch <= late; batch++) {
      if (moved(file, batch)) {
        return true;
      }
    }
    for (int batch = late - 1; batch >= early; batch--) {
      if (moved(need, batch)) {
        return true;
      }
    }
    return movedWhole(early, late) || movedWhole(late, early);
  }

  /** Puts a file into another batch, in exchange for one of its files where there is no room. */
  private boolean moved(RepoPath file, int batch) {
    int from = home(file);
    var own = Set.of(file);
    long before = broken(own);
    homes.put(file, batch);
    if (broken(own) < before && fitsWith(batch, file, file)) {
      batches.get(from).remove(file);
      batches.get(batch).add(file);
      return true;
    }
    for (var other : List.copyOf(batches.get(batch))) {
      var both = Set.of(file, other);
      homes.put(file, from);
      long brokenBefore = broken(both);
      homes.put(file, batch);
      homes.put(other, from);
      if (broken(both) < brokenBefore
          && fitsWith(batch, file, other)
          && fitsWith(from, other, file)) {
        batches.get(from).remove(file);
        batches.get(batch).remove(other);
        batches.get(from).add(other);
        batches.get(batch).add(file);
        return true;
      }
      homes.put(other, batch);
    }
    homes.put(file, from);
    return false;
  }

  private boolean fitsWith(int batch, RepoPath with, RepoPath without) {
    var files = new ArrayList<>(batches.get(batch));
    files.remove(without);
    files.add(with);
    return files.size() == 1 || (++trials <= MAX_TRIALS && fits.test(files));
  }

  /** Puts a batch where another is; those between make room. */
  private boolean movedWhole(int from, int to) {
    int first = Math.min(from, to);
    int last = Math.max(from, to);
    var touched = new HashSet<RepoPath>();
    batches.subList(first, last + 1).forEach(touched::addAll);
    long before = broken(touched);
    shift(from, to);
    if (broken(touched) < before) {
      return true;
    }
    shift(to, from);
    return false;
  }

  private void shift(int from, int to) {
    batches.add(to, batches.remove(from));
    for (int i = Math.min(from, to); i <= Math.max(from, to); i++) {
      int number = i;
      batches.get(i).forEach(file -> homes.put(file, number));
    }
  }

  /** What the broken needs of these files, and for them, weigh. */
  private long broken(Collection<RepoPath> files) {
    long broken = 0;
    for (var file : files) {
      for (var need : needsOf(file).entrySet()) {
        broken += home(need.getKey()) > home(file) ? need.getValue() : 0;
      }
      for (var other : neededBy.getOrDefault(file, Set.of())) {
        broken +=
            !files.contains(other) && home(file) > home(other)
                ? needsOf(other).getOrDefault(file, 0)
                : 0;
      }
    }
    return broken;
  }
}
