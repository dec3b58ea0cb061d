package dev.autopack.manifest;

import dev.autopack.code.Language;
import dev.autopack.code.TestNames;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * In which order files are to be written, so that each finds there what it builds on. What is known
 * decides; among files that could be next, first those whose folder uses nothing that is still to
 * come, then by layer, then new files before those that are there and are changed to use them.
 */
final class BuildOrder {
  /** In the order that they are built in. */
  private static final List<Layer> LAYERS = List.of(Layer.values());

  private static final int KINDS_OF_TESTS = 3;

  private final List<RepoPath> files;
  private final List<Set<Integer>> needs = new ArrayList<>();
  private final List<Set<Integer>> leanings = new ArrayList<>();
  private final Dependencies dependencies;

  private BuildOrder(List<RepoPath> files, Dependencies dependencies) {
    this.files = files;
    this.dependencies = dependencies;
    Map<RepoPath, Integer> numbers = new HashMap<>();
    files.forEach(file -> numbers.put(file, numbers.size()));
    for (var file : files) {
      needs.add(numbered(dependencies.of(file), numbers));
      // A new file waits for packages alone: of the files beside it others are changed to use it.
      leanings.add(
          numbered(
              dependencies.leaningsOf(file).stream()
                  .filter(other -> !dependencies.isUnwritten(file) || Layer.isFace(other))
                  .collect(Collectors.toSet()),
              numbers));
    }
  }

  private static Set<Integer> numbered(Set<RepoPath> paths, Map<RepoPath, Integer> numbers) {
    return paths.stream()
        .filter(numbers::containsKey)
        .map(numbers::get)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The files in groups: those that need one another in a circle are one. */
  static List<List<RepoPath>> of(List<RepoPath> files, Dependencies dependencies) {
    var order = new BuildOrder(files, dependencies);
    var components = Components.of(order.needs);
    return order.sorted(components).stream()
        .map(component -> Circle.opened(order.byRank(component), order.needs))
        .map(component -> component.stream().map(files::get).toList())
        .toList();
  }

  private List<List<Integer>> sorted(List<List<Integer>> components) {
    var between = Components.needs(components, needs);
    var wanted = Components.needs(components, leanings);
    dropContradictions(wanted, between);
    var ranks = components.stream().map(this::rank).toList();
    var placed = new BitSet(components.size());
    var order =
        Comparator.<Integer>comparingLong(
                it -> wanted.get(it).stream().filter(each -> !placed.get(each)).count())
            .thenComparing(ranks::get)
            .thenComparing(it -> components.get(it).getFirst());
    var open = between.stream().mapToInt(Set::size).toArray();
    var neededBy = turned(between);
    var ready = new TreeSet<Integer>();
    for (int i = 0; i < open.length; i++) {
      if (open[i] == 0) {
        ready.add(i);
      }
    }
    var sorted = new ArrayList<List<Integer>>();
    while (!ready.isEmpty()) {
      int next = ready.stream().min(order).orElseThrow();
      ready.remove(next);
      placed.set(next);
      sorted.add(components.get(next));
      for (int waiting : neededBy.get(next)) {
        if (--open[waiting] == 0) {
          ready.add(waiting);
        }
      }
    }
    return sorted;
  }

  private static List<List<Integer>> turned(List<Set<Integer>> needs) {
    var turned = new ArrayList<List<Integer>>();
    needs.forEach(_ -> turned.add(new ArrayList<>()));
    for (int i = 0; i < needs.size(); i++) {
      for (int need : needs.get(i)) {
        turned.get(need).add(i);
      }
    }
    return turned;
  }

  /** What is known to build on a file is nothing that it could wait for. */
  private static void dropContradictions(List<Set<Integer>> wanted, List<Set<Integer>> needs) {
    var reached = new HashMap<Integer, BitSet>();
    for (int i = 0; i < wanted.size(); i++) {
      int own = i;
      wanted
          .get(i)
          .removeIf(each -> reached.computeIfAbsent(each, it -> reach(it, needs)).get(own));
    }
  }

  private static BitSet reach(int from, List<Set<Integer>> needs) {
    var reached = new BitSet();
    var open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      for (int need : needs.get(open.removeLast())) {
        if (!reached.get(need)) {
          reached.set(need);
          open.add(need);
        }
      }
    }
    return reached;
  }

  private List<Integer> byRank(List<Integer> component) {
    return component.stream()
        .sorted(Comparator.comparingInt(number -> rank(List.of(number))))
        .toList();
  }

  /** Of a circle, that of its first files: they must come as early as these. */
  private int rank(List<Integer> component) {
    return component.stream().map(files::get).mapToInt(this::rank).min().orElseThrow();
  }

  private int rank(RepoPath file) {
    var layer = Layer.of(file);
    // A folder's face without the folder's files is there for others, and for all of them if new.
    if (layer == Layer.INTEGRATIONS && Layer.isFace(file) && !hasBelow(file)) {
      layer = dependencies.isUnwritten(file) ? Layer.CONTRACTS : Layer.CORE;
    }
    int kind = 0;
    if (layer == Layer.TESTS_AND_DOCS) {
      kind = Language.of(file).isEmpty() ? 2 : TestNames.holdsTests(file) ? 1 : 0;
    }
    int place = LAYERS.indexOf(layer) * KINDS_OF_TESTS + kind;
    // Prose builds on no prose: it keeps the plan's order.
    var comesFirst = kind < KINDS_OF_TESTS - 1 && dependencies.isUnwritten(file);
    return 4 * place + (comesFirst ? 0 : 2) + (isNamedLikeFolder(file) ? 0 : 1);
  }

  /** It often holds what the folder is about: {@code render/render.go}. */
  private static boolean isNamedLikeFolder(RepoPath file) {
    var name = file.fileName();
    int dot = name.indexOf('.');
    var stem = dot < 0 ? name : name.substring(0, dot);
    return ("/" + file.folder()).endsWith("/" + stem);
  }

  private boolean hasBelow(RepoPath face) {
    return files.stream()
        .anyMatch(file ->
            !file.equals(face)
                && Language.of(file).isPresent()
                && (file.folder().equals(face.folder())
                    || file.folder().startsWith(face.folder() + "/")));
  }
}
