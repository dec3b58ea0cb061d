package dev.autopack.workspace.git;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import java.util.Arrays;
import java.util.Optional;

/** Short ways to say what changes. */
final class Changes {
  private Changes() {}

  static ChangeSet of(FileChange... changes) {
    return new ChangeSet(Arrays.asList(changes));
  }

  static FileChange made(String path, String text) {
    return change(path, Optional.empty(), Optional.of(text));
  }

  static FileChange rewritten(String path, String before, String after) {
    return change(path, Optional.of(before), Optional.of(after));
  }

  static FileChange gone(String path, String before) {
    return change(path, Optional.of(before), Optional.empty());
  }

  static FileChange moved(String from, String path, String text) {
    return new FileChange(
        new RepoPath(path),
        Optional.empty(),
        Optional.of(text),
        Optional.of(new RepoPath(from)),
        Rung.EXACT);
  }

  private static FileChange change(String path, Optional<String> before, Optional<String> after) {
    return new FileChange(new RepoPath(path), before, after, Optional.empty(), Rung.EXACT);
  }
}
