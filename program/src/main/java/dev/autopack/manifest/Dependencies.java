package dev.autopack.manifest;

import dev.autopack.code.ImportGraph;
import dev.autopack.code.TestPairs;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which of a phase's files build on which others of it: by the imports of those that are there, by
 * what the plan or a declaration says they need, and by the names of tests. A file that is renamed
 * is known by its new path alone. Circles are possible. Immutable.
 */
public final class Dependencies {
  /** Of files that build on nothing. */
  public static final Dependencies NONE = new Dependencies(Map.of(), Map.of(), Set.of());

  private final Map<RepoPath, SortedSet<RepoPath>> needs;
  private final Map<RepoPath, SortedSet<RepoPath>> leanings;
  private final Set<RepoPath> unwritten;

  private Dependencies(
      Map<RepoPath, SortedSet<RepoPath>> needs,
      Map<RepoPath, SortedSet<RepoPath>> leanings,
      Set<RepoPath> unwritten) {
    this.needs = Map.copyOf(needs);
    this.leanings = Map.copyOf(leanings);
    this.unwritten = Set.copyOf(unwritten);
  }

  /**
   * Those among a phase's deliverables.
   *
   * @param tree that the phase starts from
   * @param graph read around their paths
   */
  static Dependencies among(List<Deliverable> deliverables, Tree tree, ImportGraph graph) {
    var links = new Links(deliverables);
    var pairs = TestPairs.of(links.paths());
    for (var deliverable : deliverables) {
      var path = deliverable.path();
      links.add(path, deliverable.needs());
      if (!deliverable.action().equals(Optional.of(Action.DELETE))) {
        links.add(path, graph.imports(path));
        deliverable.from().ifPresent(from -> links.add(path, graph.imports(from)));
        links.add(path, pairs.filesOf(path));
      }
    }
    var paths = links.paths();
    return new Dependencies(
        links.needs,
        new Leanings(paths, graph).beside(links.needs),
        deliverables.stream()
            .filter(it -> it.from().isEmpty() && !tree.contains(it.path()))
            .map(Deliverable::path)
            .collect(Collectors.toSet()));
  }

  /** The same, and what a builder declared that its files need. */
  public Dependencies and(Declaration declaration) {
    var more = new TreeMap<RepoPath, SortedSet<RepoPath>>();
    needs.forEach((path, its) -> more.put(path, new TreeSet<>(its)));
    for (var file : declaration.files()) {
      for (var need : file.needs()) {
        if (!need.equals(file.path())) {
          more.computeIfAbsent(file.path(), _ -> new TreeSet<>()).add(need);
        }
      }
    }
    return new Dependencies(more, leanings, unwritten);
  }

  /** What a file builds on directly. */
  public SortedSet<RepoPath> of(RepoPath path) {
    return needs.getOrDefault(path, new TreeSet<>());
  }

  /**
   * What a file probably comes to build on, since files beside it do; nothing that is known to
   * build on it.
   */
  SortedSet<RepoPath> leaningsOf(RepoPath path) {
    return leanings.getOrDefault(path, new TreeSet<>());
  }

  /**
   * Whether a file is not there yet. Those that are there show by themselves what others may build
   * on before they are changed; a new one shows nothing until it is written.
   */
  boolean isUnwritten(RepoPath path) {
    return unwritten.contains(path);
  }

  /** Collects needs under the paths that the phase leaves behind. */
  private static final class Links {
    private final Map<RepoPath, RepoPath> homes = new HashMap<>();
    private final Map<RepoPath, SortedSet<RepoPath>> needs = new TreeMap<>();

    Links(List<Deliverable> deliverables) {
      deliverables.forEach(it -> homes.put(it.path(), it.path()));
      deliverables.forEach(it -> it.from().ifPresent(from -> homes.putIfAbsent(from, it.path())));
    }

    Collection<RepoPath> paths() {
      return new TreeSet<>(homes.values());
    }

    void add(RepoPath path, Collection<RepoPath> needed) {
      for (var need : needed) {
        var home = homes.get(need);
        if (home != null && !home.equals(path)) {
          needs.computeIfAbsent(path, _ -> new TreeSet<>()).add(home);
        }
      }
    }
  }
}
