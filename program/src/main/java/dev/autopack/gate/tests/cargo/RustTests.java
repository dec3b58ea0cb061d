package dev.autopack.gate.tests.cargo;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.TreeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the source says of a build's tests. */
final class RustTests {
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\s*//[/!]\\s*```");
  private static final Pattern INNER = Pattern.compile("(?:.*/)?(?:src|tests)/(.*)\\.rs");

  private RustTests() {}

  /** Whether a library's files hold examples in their documentation. */
  static boolean hasExamples(Tree tree, CargoMessages.Target library, Path worktree) {
    return tree.paths().stream()
        .filter(path -> path.extension().equals("rs"))
        .filter(path -> worktree.resolve(path.value()).startsWith(library.folder()))
        .flatMap(path -> TreeText.find(tree, path).stream())
        .anyMatch(text -> EXAMPLE.matcher(text).find());
  }

  /** The file of a test by the modules of its name, as far as they are files of their own. */
  static String fileOf(Tree tree, String suite, String name) {
    var folders = new ArrayList<>(List.of(name.split("::", -1)));
    folders.removeLast();
    var root = suite.substring(0, suite.lastIndexOf('/') + 1);
    while (!folders.isEmpty()) {
      var path = root + String.join("/", folders);
      for (var file : List.of(path + ".rs", path + "/mod.rs")) {
        if (tree.contains(new RepoPath(file))) {
          return file;
        }
      }
      folders.removeLast();
    }
    return suite;
  }

  /** The tests that would have run, where nothing could be built. */
  static void addUnknown(Tree tree, Build build, ReportDraft draft) {
    tree.paths().stream()
        .filter(path -> path.extension().equals("rs") && build.holds(path))
        .forEach(path ->
            TreeText.outline(tree, path)
                .tests()
                .forEach(test ->
                    draft.add(
                        TestResult.of(
                            id(tree, path, test.scope(), test.name()),
                            Outcome.UNKNOWN,
                            path.value()))));
  }

  private static TestId id(Tree tree, RepoPath path, String scope, String name) {
    var inner = scope.isEmpty() ? name : scope + "::" + name;
    var parts = INNER.matcher(path.value());
    if (!parts.matches()) {
      return new TestId(path.value(), inner);
    }
    var root = path.value().substring(0, path.value().length() - parts.group(1).length() - 3);
    var library = root + "lib.rs";
    if (root.endsWith("tests/") || !tree.contains(new RepoPath(library))) {
      return new TestId(path.value(), inner);
    }
    var modules = parts.group(1).replaceAll("/mod$|^lib$", "").replace("/", "::");
    return new TestId(library, modules.isEmpty() ? inner : modules + "::" + inner);
  }
}
