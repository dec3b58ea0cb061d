package dev.autopack.gate.tests.go;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.TreeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The modules of a build, its test files and the functions in them. */
final class GoFiles {
  private static final String MODULE_FILE = "go.mod";
  private static final String WORK_FILE = "go.work";
  private static final Pattern MODULE =
      Pattern.compile("(?m)^\\s*module\\s+\"?([^\\s\"/][^\\s\"]*)");
  private static final Pattern USED = Pattern.compile("(?m)^\\s*(?:use\\s+)?(\\.[^\\s()]*)\\s*$");
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^func ((?:Test|Fuzz|Example)\\w*)\\s*\\(");

  private final Tree tree;
  private final Build build;

  /** Module paths by the folder of the module, in the repository. */
  private final Map<String, String> modules = new HashMap<>();

  private final Map<String, Optional<RepoPath>> fileOfTest = new HashMap<>();

  GoFiles(Tree tree, Build build) {
    this.tree = tree;
    this.build = build;
    for (var folder : moduleFolders()) {
      var text = TreeText.find(tree, new Build(folder).file(MODULE_FILE)).orElse("");
      var found = MODULE.matcher(text);
      if (found.find()) {
        modules.put(folder, found.group(1));
      }
    }
  }

  static boolean isTest(RepoPath path) {
    return path.fileName().endsWith("_test.go");
  }

  /** A workspace is one build with the modules that it uses; each other module is its own. */
  static List<Build> builds(Tree tree) {
    return Build.find(
        tree,
        name -> name.equals(MODULE_FILE) || name.equals(WORK_FILE),
        (outer, inner) -> used(tree, outer).contains(inner.folder()));
  }

  private static List<String> used(Tree tree, Build build) {
    return TreeText.find(tree, build.file(WORK_FILE)).stream()
        .flatMap(text -> USED.matcher(text).results())
        .map(found -> Path.of(build.folder()).resolve(found.group(1)).normalize())
        .filter(folder -> isInside(build, folder))
        .map(Path::toString)
        .toList();
  }

  /** What a workspace uses beside itself is a build of its own, or no part of the repository. */
  private static boolean isInside(Build build, Path folder) {
    return !folder.startsWith("..") && build.holds(new Build(folder.toString()));
  }

  /** In the repository. */
  private List<String> moduleFolders() {
    var folders = new ArrayList<>(used(tree, build));
    if (folders.isEmpty()) {
      folders.add(build.folder());
    }
    return folders;
  }

  /** What {@code go test} is told to test. */
  List<String> patterns() {
    return moduleFolders().stream()
        .map(build::inBuild)
        .map(folder ->
            folder.isEmpty() || folder.equals(build.folder()) ? "./..." : "./" + folder + "/...")
        .toList();
  }

  boolean haveTests() {
    return files().stream().anyMatch(file -> !functions(file).isEmpty());
  }

  /** The test files of the build. */
  List<RepoPath> files() {
    var builds = builds(tree);
    return build.files(tree, builds).filter(GoFiles::isTest).toList();
  }

  List<String> functions(RepoPath file) {
    return TreeText.find(tree, file).stream()
        .flatMap(text -> FUNCTION.matcher(text).results())
        .map((MatchResult found) -> found.group(1))
        .filter(name -> !name.equals("TestMain"))
        .toList();
  }

  /** The folder of a package in the repository; a dot at the top. */
  String folder(String packagePath) {
    var plain =
        packagePath
            .replaceFirst(" \\[.*", "")
            .replaceFirst("\\.test$", "")
            .replaceFirst("_test$", "");
    return modules.entrySet().stream()
        .filter(one -> plain.equals(one.getValue()) || plain.startsWith(one.getValue() + "/"))
        .max(Comparator.comparingInt(one -> one.getValue().length()))
        .map(one -> {
          var rest = plain.substring(one.getValue().length()).replaceFirst("^/", "");
          return suite(new Build(one.getKey()).inRepository(rest).replaceAll("/$", ""));
        })
        .orElse(packagePath);
  }

  static String suite(String folder) {
    return folder.isEmpty() ? "." : folder;
  }

  /** The file that defines a test, by the function it begins in. */
  Optional<RepoPath> fileOf(String folder, String name) {
    var function = name.split("/", 2)[0];
    return fileOfTest.computeIfAbsent(
        folder + " " + function,
        _ ->
            files().stream()
                .filter(file -> suite(file.folder()).equals(folder))
                .filter(file -> functions(file).contains(function))
                .findFirst());
  }
}
