package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.Manifest.ScopedPath;
import java.util.List;

/**
 * Which existing files a goal that lists no deliverable is probably about, and how sure that is.
 *
 * @param files most likely first, each with the reason; a bounded number
 */
public record Guess(List<ScopedPath> files, Confidence confidence) {
  /** So many files are proposed at most. */
  public static final int MAX_FILES = 20;

  public Guess {
    files = List.copyOf(files);
  }

  public List<RepoPath> paths() {
    return files.stream().map(ScopedPath::path).toList();
  }
}
