package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.FileCoverage;
import dev.autopack.gate.Coverage;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.quality.coverage.ReportedCoverage.Name;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the files of the repository that reports name: absolute, relative to the repository, to a
 * module or to a root that the report gives, by Java package, or by Go module. What may be one of
 * several is nothing.
 */
public final class CoverageResolver {
  private static final Pattern GO_MODULE =
      Pattern.compile("(?m)^\\s*module\\s+\"?([^\\s\"]+)\"?\\s*(?://.*)?$");
  private static final int MAX_GO_MOD_BYTES = 1_000_000;

  private final Tree tree;
  private final List<String> folders;
  private final Map<String, List<RepoPath>> byFileName = new HashMap<>();
  private final Map<String, String> goModules = new TreeMap<>();

  /**
   * Looks the tree's paths up once.
   *
   * @param folders absolute, where the tree was laid out when the tests ran; with forward slashes
   */
  public CoverageResolver(Tree tree, List<String> folders) {
    this.tree = tree;
    this.folders = folders.stream().map(folder -> joined(slashed(folder), "")).toList();
    for (var path : tree.paths()) {
      byFileName.computeIfAbsent(path.fileName(), _ -> new ArrayList<>()).add(path);
      if (path.fileName().equals("go.mod")) {
        goModule(path).ifPresent(module -> goModules.put(module, path.folder()));
      }
    }
  }

  private Optional<String> goModule(RepoPath path) {
    return tree.find(path)
        .filter(entry -> entry.bytes() <= MAX_GO_MOD_BYTES)
        .flatMap(_ -> tree.bytes(path))
        .map(bytes -> GO_MODULE.matcher(new String(bytes, StandardCharsets.UTF_8)))
        .filter(Matcher::find)
        .map(match -> match.group(1));
  }

  /**
   * The same report, its files named as the repository names them; two names of one file are one.
   *
   * @param module the folder of the repository that the report is about, empty for its top
   */
  public Coverage resolve(ReportedCoverage report, String module) {
    var files = new TreeMap<RepoPath, FileCoverage>();
    var outside = new ArrayList<String>();
    report
        .files()
        .forEach((name, file) ->
            find(name, report.roots(), module)
                .ifPresentOrElse(
                    path -> files.merge(path, file, FileCoverage::merge),
                    () -> outside.add(name.path())));
    return new Coverage(files, outside);
  }

  private Optional<RepoPath> find(Name name, List<String> roots, String module) {
    var path = slashed(name.path());
    var candidates = new ArrayList<String>();
    if (isAbsolute(path)) {
      relative(path).ifPresent(candidates::add);
    } else {
      relativeTo(roots, path, module).forEach(candidates::add);
      candidates.add(joined(module, path));
      candidates.add(path);
      goFile(path).ifPresent(candidates::add);
    }
    var exact = candidates.stream().flatMap(this::inTree).findFirst();
    return exact.isPresent() || isAbsolute(path) ? exact : bySuffix(name, path, module);
  }

  private Stream<String> relativeTo(List<String> roots, String path, String module) {
    return roots.stream()
        .map(CoverageResolver::slashed)
        .flatMap(root ->
            isAbsolute(root)
                ? relative(joined(root, path)).stream()
                : Stream.of(joined(joined(module, root), path), joined(root, path)));
  }

  private Optional<String> relative(String path) {
    return folders.stream()
        .filter(path::startsWith)
        .map(folder -> path.substring(folder.length()))
        .findFirst();
  }

  private Stream<RepoPath> inTree(String path) {
    try {
      var found = new RepoPath(path);
      return tree.contains(found) ? Stream.of(found) : Stream.empty();
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }

  private Optional<String> goFile(String path) {
    // The longest module path is the nearest module.
    return goModules.entrySet().stream()
        .filter(module -> path.startsWith(module.getKey() + "/"))
        .max(Comparator.comparingInt(module -> module.getKey().length()))
        .map(module -> joined(module.getValue(), path.substring(module.getKey().length() + 1)));
  }

  /**
   * A package stands below a source folder that the report does not name; only in one may it be.
   */
  private Optional<RepoPath> bySuffix(Name name, String path, String module) {
    var suffix = path;
    while (true) {
      var found = unique(suffix, name.group(), module);
      var slash = suffix.indexOf('/');
      // Kotlin's sources leave out the folders that all packages have in common.
      if (found.isPresent() || slash < 0 || !path.endsWith(".kt")) {
        return found;
      }
      suffix = suffix.substring(slash + 1);
    }
  }

  private Optional<RepoPath> unique(String suffix, String group, String module) {
    var same =
        byFileName.getOrDefault(suffix.substring(suffix.lastIndexOf('/') + 1), List.of()).stream()
            .filter(path -> path.value().equals(suffix) || path.value().endsWith("/" + suffix))
            .filter(path -> module.isEmpty() || path.value().startsWith(module + "/"))
            .toList();
    if (same.size() > 1 && !group.isEmpty()) {
      same =
          same.stream().filter(path -> ("/" + path.value()).contains("/" + group + "/")).toList();
    }
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  private static String slashed(String path) {
    return path.replace('\\', '/');
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.matches("[A-Za-z]:/.*");
  }

  /** The top of a disk, which some tools give as their root, ends with a slash. */
  private static String joined(String folder, String path) {
    return folder.isEmpty() || folder.endsWith("/") ? folder + path : folder + "/" + path;
  }
}
