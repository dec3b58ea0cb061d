package dev.autopack.gate.tests.node;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.tests.TreeText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The JavaScript and TypeScript files of a tree, and the places in them that a message names. */
record ScriptFiles(Path worktree, Tree tree) {
  private static final Pattern TEST_NAME =
      Pattern.compile("(?:.*[._-])?(?:test|spec|tests)\\.[cm]?[jt]sx?|test-.*\\.[cm]?[jt]sx?");
  private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?[jt]sx?");
  private static final Pattern CALL =
      Pattern.compile("\\b(?:it|test|describe|suite)(?:\\.\\w+)*\\s*[(`]");
  private static final Pattern FOCUS =
      Pattern.compile(
          "\\b(?:it|test|describe|suite)(?:\\.\\w+)*\\.only\\b|\\bf(?:it|describe)\\s*\\(");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:file://)?((?:/|\\b)[^\\s():'\"]*\\.[cm]?[jt]sx?):(?: [^\\n(]{0,200}\\()?(\\d+)\\b");

  static boolean isTest(RepoPath path) {
    return TEST_NAME.matcher(path.fileName()).matches()
        || (isScript(path) && path.value().matches("(?:.*/)?__tests__/.*"));
  }

  static boolean isScript(RepoPath path) {
    return SCRIPT.matcher(path.fileName()).matches() && !path.fileName().endsWith(".d.ts");
  }

  /** Whether the text calls what defines tests. */
  boolean holdsTests(RepoPath path) {
    return TreeText.find(tree, path).filter(text -> CALL.matcher(text).find()).isPresent();
  }

  /** The first line with a test that keeps the others of its file from running. */
  Optional<Integer> focusedLine(String file) {
    return find(file)
        .flatMap(path -> TreeText.find(tree, path))
        .flatMap(text -> {
          var focus = FOCUS.matcher(text);
          return focus.find()
              ? Optional.of(
                  (int) text.substring(0, focus.start()).chars().filter(it -> it == '\n').count()
                      + 1)
              : Optional.empty();
        });
  }

  /** The file that a path means, absolute or told from a folder of the worktree. */
  Optional<RepoPath> find(String path) {
    var place = place(path);
    if (!place.startsWith(worktree)) {
      return Optional.empty();
    }
    try {
      var inside = new RepoPath(worktree.relativize(place).toString());
      return tree.contains(inside) ? Optional.of(inside) : Optional.empty();
    } catch (InvalidPathException notOurs) {
      return Optional.empty();
    }
  }

  /** The same path as the repository would name it, also of a file that only a tool made. */
  String nameOf(String path) {
    var place = place(path);
    return place.startsWith(worktree) ? worktree.relativize(place).toString() : path;
  }

  private Path place(String path) {
    var plain = path.startsWith("file://") ? path.substring("file://".length()) : path;
    return worktree.resolve(plain).normalize();
  }

  /** The first place in the file that the text names, else the first in the tree; empty text. */
  String placeIn(String file, String text) {
    var first = "";
    for (var found : (Iterable<MatchResult>) PLACE.matcher(text).results()::iterator) {
      var path = find(found.group(1));
      if (path.isPresent()) {
        var place = path.get() + ":" + found.group(2);
        if (path.get().value().equals(file)) {
          return place;
        }
        first = first.isEmpty() ? place : first;
      }
    }
    return first;
  }
}
