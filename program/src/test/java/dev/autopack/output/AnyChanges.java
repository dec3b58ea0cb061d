package dev.autopack.output;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.testing.MapTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A tree and what a proposal makes of it, from a seed; its texts look like diffs themselves. */
final class AnyChanges {
  private static final List<String> LINES =
      List.of(
          "",
          " ",
          "one",
          "two",
          "three",
          "    indented",
          "\ttab",
          "trailing \t",
          "--- a/b c.txt",
          "+++ b/b c.txt",
          "-- ",
          "++ b/deep/x.py",
          "-- a/deep/x.py",
          "@@ -1 +1 @@",
          "@@",
          "diff --git a/x b/x",
          "new file mode 100644",
          "# end 1",
          "# end 2",
          "\\ No newline at end of file",
          "```",
          "-",
          "+",
          "naïve 東京 \ud83d\ude00",
          "x".repeat(30));
  private static final List<String> NAMES =
      List.of(
          "a.txt",
          "b c.txt",
          "\"q\".md",
          "ünï.é",
          "deep/x.py",
          "a/b",
          "b/a",
          "z\u2003z",
          "-",
          "+x");

  private final Random random;
  private final Map<String, String> before = new LinkedHashMap<>();
  private final List<FileEdit> edits = new ArrayList<>();

  private AnyChanges(long seed) {
    random = new Random(seed);
  }

  /** The files before, and the change. */
  record Case(MapTree before, ChangeSet changes) {}

  static Case of(long seed) {
    var any = new AnyChanges(seed);
    NAMES.forEach(any::file);
    var tree = MapTree.of(any.before);
    if (Resolver.resolve(tree, new Proposal(any.edits))
        instanceof Resolution.Resolved(var changes, _)) {
      return new Case(tree, changes);
    }
    throw new IllegalStateException("edits that do not fit: " + any.edits);
  }

  private void file(String name) {
    var path = new RepoPath(name);
    var text = text();
    switch (random.nextInt(6)) {
      case 0 -> edits.add(new FileEdit.Create(path, text));
      case 1 -> {
        before.put(name, text);
        edits.add(new FileEdit.Delete(path));
      }
      case 2 -> {
        before.put(name, text);
        var moved = new RepoPath("moved/" + name);
        edits.add(new FileEdit.Rename(moved, path, List.of()));
        edits.add(new FileEdit.Rewrite(moved, changed(text)));
      }
      case 3, 4 -> {
        before.put(name, text);
        edits.add(new FileEdit.Rewrite(path, changed(text)));
      }
      default -> before.put(name, text);
    }
  }

  /** Empty, with a byte order mark, with any line ends, with a last one or none. */
  private String text() {
    var out = new StringBuilder(random.nextInt(8) == 0 ? "\ufeff" : "");
    var end = random.nextInt(4) == 0 ? "\r\n" : "\n";
    for (int i = random.nextInt(40); i > 0; i--) {
      out.append(pick(LINES)).append(random.nextInt(50) == 0 ? "\r\n" : end);
    }
    return random.nextBoolean() ? out.toString() : out + pick(LINES);
  }

  private String changed(String text) {
    var lines = new ArrayList<>(List.of(text.split("(?<=\n)", 0)));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      var at = random.nextInt(lines.size() + 1);
      switch (random.nextInt(3)) {
        case 0 -> lines.add(at, pick(LINES) + "\n");
        case 1 -> lines.set(Math.max(0, at - 1), pick(LINES) + "\n");
        default -> lines.remove(Math.min(at, lines.size() - 1));
      }
      if (lines.isEmpty()) {
        return "";
      }
    }
    return String.join("", lines);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
