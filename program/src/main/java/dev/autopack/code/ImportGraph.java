package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Which file of a repository imports which; cycles are normal. In Java, Kotlin and Go a file also
 * imports what it names of its own package, in C# of the namespaces it sees, since there no import
 * says so.
 *
 * <p>Reads the files around the given ones first and stops at a bound; {@link #unread} says how
 * many were left out. Immutable.
 */
public final class ImportGraph {
  private final List<RepoPath> files;
  private final Map<RepoPath, Integer> numbers;
  private final int[][] imports;
  private final int[][] importers;
  private final int read;
  private final int unread;

  private ImportGraph(Collection<RepoPath> known, Links links, int read, int unread) {
    this.files = List.copyOf(known);
    this.numbers = HashMap.newHashMap(files.size());
    for (int i = 0; i < files.size(); i++) {
      numbers.put(files.get(i), i);
    }
    this.imports = new int[files.size()][];
    var counts = new int[files.size()];
    for (int from = 0; from < imports.length; from++) {
      imports[from] = targets(from, links);
      for (int to : imports[from]) {
        counts[to]++;
      }
    }
    this.importers = turned(counts);
    this.read = read;
    this.unread = unread;
  }

  /** Who wants to know what a file imports. */
  @FunctionalInterface
  private interface Links {
    void of(RepoPath file, Consumer<RepoPath> to);
  }

  private int[] targets(int from, Links links) {
    var found = new Numbers();
    links.of(
        files.get(from),
        target -> {
          var to = numbers.get(target);
          if (to != null && to != from) {
            found.add(to);
          }
        });
    return found.sorted();
  }

  private int[][] turned(int[] counts) {
    var turned = new int[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      turned[i] = new int[counts[i]];
    }
    for (int from = imports.length - 1; from >= 0; from--) {
      for (int to : imports[from]) {
        counts[to]--;
        turned[to][counts[to]] = from;
      }
    }
    return turned;
  }

  /**
   * Of texts alone: the sources, and beside them the build files that say what packages are called
   * ({@code go.mod}, {@code package.json}, {@code tsconfig.json}, {@code Cargo.toml}), as far as
   * there are any.
   */
  public static ImportGraph of(Map<RepoPath, String> texts) {
    var facts = new HashMap<RepoPath, SourceFacts>();
    texts.forEach((path, text) ->
        Language.of(path)
            .ifPresent(language -> facts.put(path, SourceFacts.of(language, path, text))));
    return linked(texts.keySet(), facts, path -> Optional.ofNullable(texts.get(path)), 0);
  }

  /** Of a whole tree, in every language; at most {@code maxFiles} files are read. */
  public static ImportGraph of(Tree tree, int maxFiles, FactCache cache) {
    var sources = tree.paths().stream().filter(path -> Language.of(path).isPresent()).toList();
    return read(tree, tree.paths(), sources, maxFiles, cache);
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
    return read(tree, known, sources, maxFiles, cache);
  }

  private static ImportGraph read(
      Tree tree,
      Collection<RepoPath> known,
      List<RepoPath> sources,
      int maxFiles,
      FactCache cache) {
    var some = sources.subList(0, Math.min(maxFiles, sources.size()));
    return linked(
        known, cache.facts(tree, some), new BuildFiles(tree, known), sources.size() - some.size());
  }

  private static ImportGraph linked(
      Collection<RepoPath> known, Map<RepoPath, SourceFacts> facts, Texts texts, int unread) {
    var linkers = new Linkers(new KnownFiles(known), facts, texts);
    return new ImportGraph(
        new TreeSet<>(known),
        (file, to) -> {
          var own = facts.get(file);
          if (own != null) {
            linkers.of(Language.of(file).orElseThrow()).link(file, own, to);
          }
        },
        facts.size(),
        unread);
  }

  /** The files that this one imports. */
  public SortedSet<RepoPath> imports(RepoPath file) {
    return named(file, imports);
  }

  /** The files that import this one. */
  public SortedSet<RepoPath> importers(RepoPath file) {
    return named(file, importers);
  }

  private SortedSet<RepoPath> named(RepoPath file, int[][] targets) {
    var named = new TreeSet<RepoPath>();
    var number = numbers.get(file);
    if (number != null) {
      Arrays.stream(targets[number]).mapToObj(files::get).forEach(named::add);
    }
    return named;
  }

  /** All files it knows, read or not, sorted. */
  public List<RepoPath> files() {
    return files;
  }

  /** How many imports of one file by another there are. */
  public int edges() {
    return Arrays.stream(imports).mapToInt(targets -> targets.length).sum();
  }

  /** How many source files were read. */
  public int read() {
    return read;
  }

  /** How many source files the bound left unread: what they import is not known. */
  public int unread() {
    return unread;
  }

  /** A growing list of numbers. */
  private static final class Numbers {
    private int[] numbers = new int[8];
    private int count;

    void add(int number) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count] = number;
      count++;
    }

    /** Without doubles. */
    int[] sorted() {
      Arrays.sort(numbers, 0, count);
      int kept = Math.min(1, count);
      for (int i = 1; i < count; i++) {
        if (numbers[i] != numbers[i - 1]) {
          numbers[kept] = numbers[i];
          kept++;
        }
      }
      return Arrays.copyOf(numbers, kept);
    }
  }
}
