package dev.autopack.gate.tests;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder of the repository that is built by itself.
 *
 * @param folder empty at the top
 */
public record Build(String folder) {
  public static final Build TOP = new Build("");

  /** Other people's packages, and files that only look like some: never builds of this one. */
  private static final Set<String> FOREIGN =
      Set.of("node_modules", "vendor", "third_party", "testdata", "fixtures", "__fixtures__");

  /**
   * The folders that hold a file of that name, outermost first, without those that an outer one
   * builds along.
   *
   * @param marker what a build's file is named
   * @param includes whether the outer build builds the inner along
   */
  public static List<Build> find(
      Tree tree, Predicate<String> marker, BiPredicate<Build, Build> includes) {
    var found = new ArrayList<Build>();
    tree.paths().stream()
        .filter(path -> marker.test(path.fileName()) && !isForeign(path))
        .map(path -> new Build(path.folder()))
        .distinct()
        .sorted(Comparator.comparingInt(Build::depth).thenComparing(Build::folder))
        .forEach(inner -> {
          if (found.stream()
              .noneMatch(outer -> outer.holds(inner) && includes.test(outer, inner))) {
            found.add(inner);
          }
        });
    return List.copyOf(found);
  }

  /** Whether the path lies among other people's packages or test data. */
  public static boolean isForeign(RepoPath path) {
    return Arrays.stream(path.folder().split("/", -1)).anyMatch(FOREIGN::contains);
  }

  private int depth() {
    return folder.isEmpty() ? 0 : folder.split("/", -1).length;
  }

  /** Whether the other lies in it. */
  public boolean holds(Build other) {
    return holds(other.folder);
  }

  public boolean holds(RepoPath path) {
    return folder.isEmpty() || path.value().startsWith(folder + "/");
  }

  private boolean holds(String other) {
    return folder.isEmpty() || other.equals(folder) || other.startsWith(folder + "/");
  }

  /** The files of the build, without those of the builds inside it. */
  public Stream<RepoPath> files(Tree tree, List<Build> builds) {
    var inner = builds.stream().filter(build -> !build.equals(this) && holds(build)).toList();
    return tree.paths().stream()
        .filter(this::holds)
        .filter(path -> inner.stream().noneMatch(build -> build.holds(path)))
        .filter(path -> !isForeign(path));
  }

  /** A toolchain's id for this build: it names the folder. */
  public String id(String toolchain) {
    return folder.isEmpty() ? toolchain : toolchain + ":" + folder;
  }

  /** Where it lies on disk. */
  public Path in(Path worktree) {
    return worktree.resolve(folder);
  }

  /** A path of the build as the repository knows it. */
  public String inRepository(String path) {
    return folder.isEmpty() ? path : folder + "/" + path;
  }

  /** A file of the build as the repository knows it. */
  public RepoPath file(String path) {
    return new RepoPath(inRepository(path));
  }

  /** A path of the repository as the build knows it. */
  public String inBuild(String path) {
    return folder.isEmpty() || !path.startsWith(folder + "/")
        ? path
        : path.substring(folder.length() + 1);
  }
}
