package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import java.util.Optional;
import java.util.OptionalLong;

/** What the estimate asks about a file before it is written. */
public interface FileFacts {
  /** How large the file is now; empty where there is no such file. */
  Optional<FileSize> size(RepoPath path);

  /**
   * The median tokens of the other files of its kind in its folder, or of its kind in the
   * repository where its folder has none; empty where there are none at all.
   */
  OptionalLong siblingsMedian(RepoPath path);
}
