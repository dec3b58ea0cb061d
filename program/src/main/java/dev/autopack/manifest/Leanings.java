package dev.autopack.manifest;

import dev.autopack.code.ImportGraph;
import dev.autopack.edit.RepoPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What files of a phase probably come to import of it, by what is imported beside them: where the
 * files of a folder use another package, a file that joins or changes there often does so too.
 */
final class Leanings {
  private final Collection<RepoPath> paths;

  /** By folder, the files of the phase that something right in it, or right below it, imports. */
  private final Map<String, SortedSet<RepoPath>> used = new HashMap<>();

  Leanings(Collection<RepoPath> paths, ImportGraph graph) {
    this.paths = paths;
    for (var path : paths) {
      for (var importer : graph.importers(path)) {
        note(importer.folder(), path);
        note(parent(importer.folder()), path);
      }
    }
  }

  private void note(String folder, RepoPath path) {
    // Within one folder, what one file imports says nothing of the next.
    if (!folder.isEmpty() && !isBelow(path.folder(), folder)) {
      used.computeIfAbsent(folder, _ -> new TreeSet<>()).add(path);
    }
  }

  /** By file, without what it is known to need. */
  Map<RepoPath, SortedSet<RepoPath>> beside(Map<RepoPath, ? extends Set<RepoPath>> needs) {
    var leanings = new TreeMap<RepoPath, SortedSet<RepoPath>>();
    for (var path : paths) {
      var its = new TreeSet<>(used.getOrDefault(path.folder(), new TreeSet<>()));
      its.addAll(used.getOrDefault(parent(path.folder()), new TreeSet<>()));
      its.removeIf(other -> isBelow(other.folder(), path.folder()));
      var known = needs.get(path);
      if (known != null) {
        its.removeAll(known);
      }
      if (!its.isEmpty()) {
        leanings.put(path, its);
      }
    }
    return leanings;
  }

  private static boolean isBelow(String folder, String above) {
    return folder.equals(above) || folder.startsWith(above + "/");
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }
}
