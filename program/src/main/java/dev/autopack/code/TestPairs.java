package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which test file is named after which file; among several of one name the nearest counts. */
public final class TestPairs {
  private static final Set<String> SOURCE_ROOTS =
      Set.of("", "src", "main", "test", "tests", "java", "lib", "__tests__");

  private final Map<String, List<RepoPath>> tests = new HashMap<>();
  private final Map<String, List<RepoPath>> files = new HashMap<>();

  private TestPairs() {}

  public static TestPairs of(Collection<RepoPath> paths) {
    var pairs = new TestPairs();
    for (var path : paths) {
      if (Language.of(path).isPresent()) {
        var side = TestNames.isTest(path) ? pairs.tests : pairs.files;
        side.computeIfAbsent(TestNames.subject(path), _ -> new ArrayList<>()).add(path);
      }
    }
    return pairs;
  }

  /** The tests named after a file. */
  public List<RepoPath> testsOf(RepoPath file) {
    return candidates(tests, file).stream()
        .filter(test -> TestNames.isPair(file, test) && isNearest(file, test))
        .toList();
  }

  /** The files that a test is named after. */
  public List<RepoPath> filesOf(RepoPath test) {
    return candidates(files, test).stream()
        .filter(file -> TestNames.isPair(file, test) && isNearest(file, test))
        .toList();
  }

  private boolean isNearest(RepoPath file, RepoPath test) {
    int own = kinship(file, test);
    return candidates(files, test).stream()
        .filter(other -> TestNames.isPair(other, test))
        .allMatch(other -> kinship(other, test) <= own);
  }

  private static List<RepoPath> candidates(Map<String, List<RepoPath>> side, RepoPath path) {
    return Language.of(path).isEmpty()
        ? List.of()
        : side.getOrDefault(TestNames.subject(path), List.of());
  }

  /** How many of their folders' names two files share, those of source roots left out. */
  private static int kinship(RepoPath a, RepoPath b) {
    var shared = new HashSet<>(List.of(a.folder().split("/", -1)));
    // Folders of one path may share a name.
    shared.retainAll(new HashSet<>(List.of(b.folder().split("/", -1))));
    shared.removeAll(SOURCE_ROOTS);
    return shared.size();
  }
}
