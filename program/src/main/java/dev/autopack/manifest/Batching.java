package dev.autopack.manifest;

import dev.autopack.budget.Estimate;
import dev.autopack.budget.Estimator;
import dev.autopack.budget.ModelProfile;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.util.stream.Stream;
import java.util.Comparator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Divides a phase's files into batches that each fit one reply: what others build on comes first,
 * circles stay together where they fit, and no batch is expected to pass the budget but one that is
 * a single file, which is finished by continuations. The same for every phase, however many files
 * it has.
 *
 * @param estimate what some deliverables take together in one reply
 * @param atOnce output tokens that all files together may be expected to take, by their p95, to be
 *     asked for in one reply
 * @param budget output tokens a batch of several may be expected to take, by its p95
 */
public record Batching(Function<List<Deliverable>, Estimate> estimate, long atOnce, long budget) {
  /**
   * An estimate's p95 is passed now and then, and a reply may carry what nobody foresaw: what is
   * nearly as large as a reply can be rather comes in two.
   */
  private static final double SHARE_AT_ONCE = 0.8;

  private static final int NAMED = 3;

  /**
   * Batches for a model of that window, sized by the estimates of files as they will be written.
   */
  public static Batching of(
      Intent intent, ManifestMaker.Output output, ModelProfile.Window window) {
    var estimator = new Estimator(output.facts());
    return new Batching(
        files ->
            estimator
                .reply(output.format(), output.writing(), intent, files)
                .calibrated(output.factor()),
        atOnce(window),
        budget(window));
  }

  /** The same, where a failing estimate leaves the phase undivided, of that size. */
  public Batching orAtOnce(Estimate fallback) {
    return new Batching(
        files -> {
          try {
            return estimate.apply(files);
          } catch (RuntimeException e) {
            return new Estimate(
                fallback.format(),
                fallback.writing(),
                Math.min(fallback.p50(), atOnce),
                Math.min(fallback.p95(), atOnce),
                fallback.calibratedBy(),
                fallback.reason());
          }
        },
        atOnce,
        budget);
  }

  /** What the files of an undivided phase may take. */
  public static long atOnce(ModelProfile.Window window) {
    return Math.max(1, Math.round(SHARE_AT_ONCE * budget(window)));
  }

  /** What a batch may take: what the model can emit after its thoughts. */
  public static long budget(ModelProfile.Window window) {
    return Math.max(1, window.maxOutputTokens() - window.thinkingTokens());
  }

  /**
   * Every deliverable in exactly one batch, in the order in which they are to be asked for; none
   * for no deliverable.
   */
  public List<Batch> divide(List<Deliverable> deliverables, Dependencies dependencies) {
    if (deliverables.isEmpty()) {
      return List.of();
    }
    var whole = estimate.apply(deliverables);
    if (whole.p95() <= atOnce || deliverables.size() == 1) {
      var isAlone = deliverables.size() == 1;
      return List.of(
          new Batch(
              deliverables.stream().map(Deliverable::path).toList(),
              whole,
              isAlone
                  ? sized("the only file", whole, budget)
                  : sized("all files fit one reply", whole, atOnce)));
    }
    long most = whole.p95() <= budget ? atOnce : budget;
    var known = new HashMap<RepoPath, Deliverable>();
    deliverables.forEach(it -> known.put(it.path(), it));
    var groups =
        BuildOrder.of(paths(deliverables), dependencies).stream()
            .map(group -> listed(group, known))
            .toList();
    // Which way of filling keeps more circles together is only seen afterwards.
    var mended =
        Stream.of(evenly(groups, most), packed(groups, most))
            .map(packed -> packed.stream().map(Batching::paths).toList())
            .distinct()
            .map(packed ->
                Rearrangement.of(packed, dependencies, files -> fits(listed(files, known), most)))
            .min(Comparator.comparingLong(Rearrangement.Rearranged::broken))
            .orElseThrow();
    return batches(
        mended.batches().stream().map(files -> listed(files, known)).toList(), dependencies, most);
  }

  private static List<Deliverable> listed(List<RepoPath> paths, Map<RepoPath, Deliverable> known) {
    return paths.stream()
        .map(path -> Optional.ofNullable(known.get(path)).orElseGet(() -> Deliverable.of(path)))
        .toList();
  }

  private static List<RepoPath> paths(List<Deliverable> deliverables) {
    return deliverables.stream().map(Deliverable::path).toList();
  }

  /** As few batches as the limit allows, and none larger than that many need to be. */
  private List<List<Deliverable>> evenly(List<List<Deliverable>> groups, long limit) {
    var packed = packed(groups, limit);
    long enough = limit;
    long least = 0;
    while (enough - least > Math.max(1, limit / 64)) {
      long middle = (enough + least) / 2;
      var tighter = packed(groups, middle);
      if (tighter.size() <= packed.size()) {
        packed = tighter;
        enough = middle;
      } else {
        least = middle;
      }
    }
    return packed;
  }

  private List<List<Deliverable>> packed(List<List<Deliverable>> groups, long limit) {
    var packed = new ArrayList<List<Deliverable>>();
    List<Deliverable> current = new ArrayList<>();
    for (var group : groups) {
      for (var part : fits(group, limit) ? List.of(group) : alone(group)) {
        var both = new ArrayList<>(current);
        both.addAll(part);
        if (current.isEmpty() || fits(both, limit)) {
          current = both;
        } else {
          packed.add(current);
          current = new ArrayList<>(part);
        }
      }
    }
    packed.add(current);
    return packed;
  }

  private boolean fits(List<Deliverable> files, long limit) {
    return estimate.apply(files).p95() <= limit;
  }

  private static List<List<Deliverable>> alone(List<Deliverable> group) {
    return group.stream().map(List::of).toList();
  }

  private List<Batch> batches(
      List<List<Deliverable>> packed, Dependencies dependencies, long limit) {
    var batches = new ArrayList<Batch>();
    var homes = new HashMap<RepoPath, Integer>();
    for (var files : packed) {
      int number = batches.size() + 1;
      var paths = files.stream().map(Deliverable::path).toList();
      var size = estimate.apply(files);
      batches.add(new Batch(paths, size, reason(paths, size, dependencies, homes, limit)));
      paths.forEach(path -> homes.put(path, number));
    }
    return batches;
  }

  private String reason(
      List<RepoPath> files,
      Estimate size,
      Dependencies dependencies,
      Map<RepoPath, Integer> homes,
      long limit) {
    var layers = EnumSet.noneOf(Layer.class);
    files.forEach(file -> layers.add(Layer.of(file)));
    var text =
        layers.stream().map(Layer::words).collect(Collectors.joining("; "))
            + built(files, dependencies, homes);
    return files.size() == 1 && size.p95() > budget
        ? "%s; alone, since it may take %d tokens of at most %d and goes on over several replies"
            .formatted(text, size.p95(), budget)
        : sized(text, size, limit);
  }

  private static String sized(String text, Estimate size, long limit) {
    return "%s; up to %d tokens of at most %d".formatted(text, size.p95(), limit);
  }

  /** What of earlier batches these files build on. */
  private static String built(
      List<RepoPath> files, Dependencies dependencies, Map<RepoPath, Integer> homes) {
    var needed = new TreeMap<Integer, Set<RepoPath>>();
    var own = new HashSet<>(files);
    for (var file : files) {
      for (var need : dependencies.of(file)) {
        var home = homes.get(need);
        if (home != null && !own.contains(need)) {
          needed.computeIfAbsent(home, _ -> new TreeSet<>()).add(need);
        }
      }
    }
    return needed.isEmpty()
        ? ""
        : "; builds on "
            + needed.entrySet().stream()
                .map(entry -> "%s of batch %d".formatted(named(entry.getValue()), entry.getKey()))
                .collect(Collectors.joining(", "));
  }

  private static String named(Set<RepoPath> paths) {
    var shown = paths.stream().limit(NAMED).map(RepoPath::value).collect(Collectors.joining(", "));
    return paths.size() <= NAMED ? shown : "%s and %d more".formatted(shown, paths.size() - NAMED);
  }
}
