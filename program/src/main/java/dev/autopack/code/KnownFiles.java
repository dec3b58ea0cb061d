package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a repository, to be found by path, by folder and by name. */
final class KnownFiles {
  private final Map<String, RepoPath> byPath;
  private final Map<String, List<RepoPath>> byFolder = new HashMap<>();
  private final Map<String, List<RepoPath>> byName = new HashMap<>();
  private final Map<String, List<String>> foldersByName = new HashMap<>();

  KnownFiles(Collection<RepoPath> paths) {
    this.byPath = HashMap.newHashMap(paths.size());
    for (var path : paths) {
      byPath.put(path.value(), path);
      byFolder.computeIfAbsent(path.folder(), _ -> new ArrayList<>(4)).add(path);
      byName.computeIfAbsent(path.fileName(), _ -> new ArrayList<>(1)).add(path);
    }
  }

  /** The file at a path as {@link #join} gives it. */
  Optional<RepoPath> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** The first that is there. */
  Optional<RepoPath> first(String... paths) {
    for (var path : paths) {
      var found = byPath.get(path);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  List<RepoPath> inFolder(String folder) {
    return byFolder.getOrDefault(folder, List.of());
  }

  /** Whether files lie right in the folder. */
  boolean isFolder(String folder) {
    return byFolder.containsKey(folder);
  }

  /**
   * The outermost folders of that name, with files in them or in their {@code src}; sorted.
   *
   * @param name of the folder alone
   */
  List<String> foldersNamed(String name) {
    return foldersByName.computeIfAbsent(
        name,
        _ ->
            byFolder.keySet().stream()
                .map(folder -> folder.endsWith("/src") ? parent(folder) : folder)
                .filter(folder -> folder.substring(folder.lastIndexOf('/') + 1).equals(name))
                .distinct()
                .sorted()
                .toList());
  }

  List<RepoPath> named(String fileName) {
    return byName.getOrDefault(fileName, List.of());
  }

  Collection<RepoPath> all() {
    return byPath.values();
  }

  /**
   * The path that a name means when it is read in the folder.
   *
   * @return a text that no path is where the name climbs out of the repository
   */
  static String join(String folder, String name) {
    if (name.isEmpty()) {
      return folder;
    }
    if (!hasDots(name)) {
      return folder.isEmpty() ? name : folder + "/" + name;
    }
    var names = new ArrayDeque<String>();
    if (!folder.isEmpty()) {
      names.addAll(List.of(folder.split("/", -1)));
    }
    for (var part : name.split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> {
          if (names.pollLast() == null) {
            return "..";
          }
        }
        default -> names.addLast(part);
      }
    }
    return String.join("/", names);
  }

  private static boolean hasDots(String name) {
    return name.startsWith(".") || name.contains("/.") || name.contains("//") || name.endsWith("/");
  }

  static String parent(String folder) {
    var slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }

  /** The folder and all above it, the repository's own last. */
  static List<String> upwards(String folder) {
    var folders = new ArrayList<String>();
    for (var each = folder; !each.isEmpty(); each = parent(each)) {
      folders.add(each);
    }
    folders.add("");
    return folders;
  }

  /** Those of the files that share the most folders with the one; all of them where several do. */
  static List<RepoPath> nearest(RepoPath to, List<RepoPath> files) {
    if (files.size() < 2) {
      return files;
    }
    int most = files.stream().mapToInt(file -> shared(to.value(), file.value())).max().orElse(0);
    return files.stream().filter(file -> shared(to.value(), file.value()) == most).toList();
  }

  /** How many folders two paths have in common. */
  private static int shared(String a, String b) {
    int folders = 0;
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length && a.charAt(i) == b.charAt(i); i++) {
      folders += a.charAt(i) == '/' ? 1 : 0;
    }
    return folders;
  }
}
