package dev.autopack.workspace.git;

import dev.autopack.edit.RepoPath;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.PastCommit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code git log --name-only -z} says, with marks of our own around each subject. */
final class PastCommits {
  private static final String BEGIN = "\u0001";
  private static final char END = '\u0002';

  private PastCommits() {}

  /** Nothing where git cannot say: a folder that a partial clone left out, an unknown commit. */
  static List<PastCommit> read(Git git, CommitId upTo, int most) {
    var exit =
        git.attempt(
            new byte[0],
            "log",
            "--no-merges",
            "--max-count=" + most,
            "-z",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--no-show-signature",
            "--format=%x01%s%x02",
            upTo.value(),
            "--");
    return exit.isSuccess()
        ? parse(new String(exit.stdout(), StandardCharsets.ISO_8859_1))
        : List.of();
  }

  /** One character a byte, since names may be no text. */
  static List<PastCommit> parse(String log) {
    var commits = new ArrayList<PastCommit>();
    for (var part : log.split(BEGIN, -1)) {
      int end = part.indexOf(END);
      if (end >= 0) {
        var paths = new ArrayList<RepoPath>();
        for (var name : part.substring(end + 1).split("\0", -1)) {
          var bare = name.replaceFirst("^\n", "");
          if (!bare.isEmpty()) {
            TreeEntry.repoPath(bare).ifPresent(paths::add);
          }
        }
        commits.add(new PastCommit(TreeEntry.shown(part.substring(0, end)), paths));
      }
    }
    return List.copyOf(commits);
  }
}
