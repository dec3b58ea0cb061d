package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far a file's folder is from the nearest of some others. */
final class Nearness {
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
