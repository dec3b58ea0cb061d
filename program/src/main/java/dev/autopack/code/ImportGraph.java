package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
  private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final Pattern GO_TOP_LEVEL =
      Pattern.compile("(?m)^(?:func|type|var|const)[ \\t]+(\\w+)");
  private static final Pattern GO_BLOCK =
      Pattern.compile("(?ms)^(?:type|var|const)[ \\t]*\\((.*?)^\\)");
  private static final Pattern GO_MEMBER = Pattern.compile("(?m)^\\t(\\w+)");
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
   */
  public static ImportGraph around(Tree tree, Collection<RepoPath> around, int maxFiles) {
    var known = new HashSet<>(tree.paths());
    known.addAll(around);
    var targets = new ImportTargets(known, path -> SourceFiles.text(tree, path));
    var languages = around.stream().flatMap(path -> Language.of(path).stream()).toList();
    var sources =
        known.stream()
            .filter(path ->
                Language.of(path)
                    .filter(its -> languages.stream().anyMatch(its::mixesWith))
                    .isPresent())
            .sorted(
                Comparator.comparingInt((RepoPath path) -> distance(path, around))
                    .thenComparing(path -> path))
            .toList();
    var read = sources.subList(0, Math.min(maxFiles, sources.size()));
    var graph = new ImportGraph(sources.size() - read.size());
    graph.link(tree, read, targets);
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

  private void link(Tree tree, List<RepoPath> files, ImportTargets targets) {
    var goNames = new HashMap<RepoPath, Set<String>>();
    var goWords = new HashMap<RepoPath, Set<String>>();
    for (var file : files) {
      var language = Language.of(file).orElseThrow();
      SourceFiles.text(tree, file)
          .ifPresent(text -> {
            for (var name : ImportReader.imports(language, text)) {
              targets.find(language, file, name).forEach(target -> add(file, target));
            }
            switch (language) {
              case JAVA -> linkJavaPackage(file, words(language, text), targets);
              case GO -> {
                goNames.put(file, goTopLevel(text));
                goWords.put(file, words(language, text));
              }
              case PYTHON, JAVASCRIPT, TYPESCRIPT, RUST -> {}
            }
          });
    }
    linkGoPackages(goNames, goWords);
  }

  private void linkJavaPackage(RepoPath file, Set<String> words, ImportTargets targets) {
    var own = javaPackage(file);
    for (var word : words) {
      if (Character.isUpperCase(word.charAt(0))) {
        targets.named(word + ".java").stream()
            .filter(other -> javaPackage(other).equals(own))
            .forEach(other -> add(file, other));
      }
    }
  }

  private void linkGoPackages(Map<RepoPath, Set<String>> names, Map<RepoPath, Set<String>> words) {
    var byFolder = new TreeMap<String, List<RepoPath>>();
    names
        .keySet()
        .forEach(file -> byFolder.computeIfAbsent(file.folder(), _ -> new ArrayList<>()).add(file));
    for (var folder : byFolder.values()) {
      for (var user : folder) {
        for (var definer : folder) {
          if (names.getOrDefault(definer, Set.of()).stream()
              .anyMatch(words.getOrDefault(user, Set.of())::contains)) {
            add(user, definer);
          }
        }
      }
    }
  }

  private void add(RepoPath from, RepoPath to) {
    if (!from.equals(to)) {
      imports.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
      importers.computeIfAbsent(to, _ -> new TreeSet<>()).add(from);
    }
  }

  private static Set<String> words(Language language, String text) {
    var words = new LinkedHashSet<String>();
    var found = WORD.matcher(MaskedText.of(language, text));
    while (found.find()) {
      words.add(found.group());
    }
    return words;
  }

  private static Set<String> goTopLevel(String text) {
    var code = MaskedText.of(Language.GO, text);
    var names = new HashSet<String>();
    GO_TOP_LEVEL.matcher(code).results().forEach(found -> names.add(found.group(1)));
    GO_BLOCK
        .matcher(code)
        .results()
        .flatMap(block -> GO_MEMBER.matcher(block.group(1)).results())
        .forEach(found -> names.add(found.group(1)));
    // Each file may have its own; the package shares none of them.
    names.removeAll(Set.of("main", "init", "_"));
    return names;
  }

  /** By the folder, so that a planned file has a package too. */
  private static String javaPackage(RepoPath file) {
    return JAVA_SOURCE_ROOT.matcher(file.folder() + "/").replaceFirst("");
  }

  /** How many folders lie between a file and the nearest of the others. */
  private static int distance(RepoPath path, Collection<RepoPath> around) {
    return around.stream()
        .mapToInt(other -> distance(path.folder(), other.folder()))
        .min()
        .orElse(0);
  }

  private static int distance(String a, String b) {
    var left = a.split("/", -1);
    var right = b.split("/", -1);
    int common = 0;
    while (common < Math.min(left.length, right.length) && left[common].equals(right[common])) {
      common++;
    }
    return left.length + right.length - 2 * common;
  }
}
