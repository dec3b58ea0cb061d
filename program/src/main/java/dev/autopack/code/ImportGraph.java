package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which file of a tree imports which. In Java and Go a file also imports what it names of its own
 * package, since there no import says so.
 *
 * <p>Reads the files around the given ones first and stops at a bound; {@link #unread} says how
 * many were left out. Immutable.
 */
public final class ImportGraph {
  private static final Pattern JAVA_SOURCE_ROOT = Pattern.compile("^(.*/)?src/[^/]+/java/");

  private final Map<RepoPath, SortedSet<RepoPath>> imports = new TreeMap<>();
  private final Map<RepoPath, SortedSet<RepoPath>> importers = new TreeMap<>();
  private final int unread;

  private ImportGraph(int unread) {
    this.unread = unread;
  }

  /**
   * Reads at most {@code maxFiles} files of the languages that {@code around} is written in, those
   * nearest to it first.
   *
   * @param around files the caller asks about; may be planned and not in the tree yet
   * @param cache what was read of earlier trees
   */
  public static ImportGraph around(
      Tree tree, Collection<RepoPath> around, int maxFiles, FactCache cache) {
    var known = new HashSet<>(tree.paths());
    known.addAll(around);
    var targets = new ImportTargets(known, path -> SourceFiles.text(tree, path));
    var languages = around.stream().flatMap(path -> Language.of(path).stream()).distinct().toList();
    var nearness = new Nearness(around);
    var sources =
        known.stream()
            .filter(path ->
                Language.of(path)
                    .filter(it -> languages.stream().anyMatch(it::mixesWith))
                    .isPresent())
            .map(path -> Map.entry(nearness.distance(path), path))
            .sorted(
                Map.Entry.<Integer, RepoPath>comparingByKey()
                    .thenComparing(Map.Entry.comparingByValue()))
            .map(Map.Entry::getValue)
            .toList();
    var read = sources.subList(0, Math.min(maxFiles, sources.size()));
    var graph = new ImportGraph(sources.size() - read.size());
    graph.link(tree, read, targets, cache);
    return graph;
  }

  /** The files that this one imports. */
  public SortedSet<RepoPath> imports(RepoPath file) {
    return imports.getOrDefault(file, new TreeSet<>());
  }

  /** The files that import this one. */
  public SortedSet<RepoPath> importers(RepoPath file) {
    return importers.getOrDefault(file, new TreeSet<>());
  }

  /** How many source files the bound left unread: what they import is not known. */
  public int unread() {
    return unread;
  }

  private void link(Tree tree, List<RepoPath> files, ImportTargets targets, FactCache cache) {
    var go = new TreeMap<RepoPath, SourceFacts>();
    for (var file : files) {
      var language = Language.of(file).orElseThrow();
      var found = cache.facts(language, tree, file);
      if (found.isEmpty()) {
        continue;
      }
      var facts = found.get();
      for (var name : facts.imports()) {
        targets.find(language, file, name).forEach(target -> add(file, target));
      }
      switch (language) {
        case JAVA -> linkJavaPackage(file, facts.words(), targets);
        case GO -> go.put(file, facts);
        case KOTLIN, PYTHON, JAVASCRIPT, TYPESCRIPT, RUST, CSHARP, C, CPP -> {}
      }
    }
    linkGoPackages(go);
  }

  private void linkJavaPackage(RepoPath file, Set<String> words, ImportTargets targets) {
    var own = javaPackage(file.folder());
    for (var word : words) {
      targets.named(word + ".java").stream()
          .filter(other ->
              other.folder().equals(file.folder()) || javaPackage(other.folder()).equals(own))
          .forEach(other -> add(file, other));
    }
  }

  private void linkGoPackages(Map<RepoPath, SourceFacts> files) {
    var definers = new HashMap<String, Map<String, List<RepoPath>>>();
    files.forEach((file, facts) -> {
      var inFolder = definers.computeIfAbsent(file.folder(), _ -> new HashMap<>());
      facts
          .definitions()
          .forEach(name -> inFolder.computeIfAbsent(name, _ -> new ArrayList<>()).add(file));
    });
    files.forEach((file, facts) -> {
      var inFolder = definers.getOrDefault(file.folder(), Map.of());
      facts
          .words()
          .forEach(word -> inFolder.getOrDefault(word, List.of()).forEach(to -> add(file, to)));
    });
  }

  private void add(RepoPath from, RepoPath to) {
    if (!from.equals(to)) {
      imports.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
      importers.computeIfAbsent(to, _ -> new TreeSet<>()).add(from);
    }
  }

  /** By the folder, so that a planned file has a package too. */
  private static String javaPackage(String folder) {
    return JAVA_SOURCE_ROOT.matcher(folder + "/").replaceFirst("");
  }

  /** How far a file's folder is from the nearest of some others. */
  private static final class Nearness {
    private final List<List<String>> folders;
    private final Map<String, Integer> distances = new HashMap<>();

    Nearness(Collection<RepoPath> around) {
      folders = around.stream().map(RepoPath::folder).distinct().map(Nearness::names).toList();
    }

    int distance(RepoPath path) {
      return distances.computeIfAbsent(
          path.folder(),
          folder -> {
            var names = names(folder);
            return folders.stream().mapToInt(other -> distance(names, other)).min().orElse(0);
          });
    }

    /** How many folders lie between the two. */
    private static int distance(List<String> a, List<String> b) {
      int common = 0;
      while (common < Math.min(a.size(), b.size()) && a.get(common).equals(b.get(common))) {
        common++;
      }
      return a.size() + b.size() - 2 * common;
    }

    private static List<String> names(String folder) {
      return List.of(folder.split("/", -1));
    }
  }
}
