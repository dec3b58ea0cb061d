package dev.autopack.bench.manifest;

import dev.autopack.bench.commits.GitLines;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The commits before one, as the program itself reads them: the newest, without merges. */
final class PastCommits implements History {
  private final List<Change> changes = new ArrayList<>();

  PastCommits(GitLines git, String commit) throws IOException {
    var log =
        git.run(
            "log",
            "--no-merges",
            "--max-count=" + History.MAX_CHANGES,
            "-z",
            "--name-only",
            "--no-renames",
            "--format=%x01%s%x02",
            commit);
    for (var part : log.split("\u0001", -1)) {
      int end = part.indexOf('\u0002');
      if (end >= 0) {
        changes.add(new Change(part.substring(0, end), paths(part.substring(end + 1))));
      }
    }
  }

  private static List<RepoPath> paths(String names) {
    var paths = new ArrayList<RepoPath>();
    for (var name : names.split("\0", -1)) {
      var bare = name.strip();
      if (!bare.isEmpty()) {
        try {
          paths.add(new RepoPath(bare));
        } catch (InvalidPathException _) {
          // The program never touches it, so that it changed tells nothing.
        }
      }
    }
    return paths;
  }

  @Override
  public List<Change> changes() {
    return List.copyOf(changes);
  }
}
