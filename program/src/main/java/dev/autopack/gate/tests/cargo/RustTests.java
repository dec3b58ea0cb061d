package dev.autopack.gate.tests.cargo;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.tests.TreeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the source says of a build's tests. */
final class RustTests {
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\s*//[/!]\\s*```");

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
}
