package dev.autopack.testing;

import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Repositories and their past as golden tests write them down. */
public final class WrittenTree {
  private WrittenTree() {}

  /**
   * A file begins with its name behind {@code ===}; {@code x40} makes so many of it, each with its
   * number for the {@code #}, and {@code *40} says its lines so often.
   */
  public static Map<String, String> files(String text) {
    var files = new TreeMap<String, String>();
    for (var part : text.split("(?m)^=== ", -1)) {
      if (part.isBlank()) {
        continue;
      }
      var head = part.lines().findFirst().orElseThrow().split(" ", -1);
      var body = part.substring(part.indexOf('\n') + 1);
      var much = head.length > 1 ? head[1] : "x1";
      int count = Integer.parseInt(much.substring(1));
      if (much.startsWith("*")) {
        files.put(head[0], body.repeat(count));
      } else {
        for (int i = 1; i <= count; i++) {
          files.put(head[0].replace("#", Integer.toString(i)), body);
        }
      }
    }
    return files;
  }

  /** Subjects of commits, newest first, and below each, indented, the paths that it changed. */
  public static History past(List<String> lines) {
    var changes = new ArrayList<History.Change>();
    for (var line : lines) {
      if (line.startsWith(" ")) {
        var last = changes.removeLast();
        var paths = new ArrayList<>(last.paths());
        paths.add(new RepoPath(line.strip()));
        changes.add(new History.Change(last.subject(), paths));
      } else {
        changes.add(new History.Change(line, List.of()));
      }
    }
    return () -> changes;
  }
}
