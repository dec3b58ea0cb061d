package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import java.util.OptionalLong;

/** What the estimate asks about a file before it is written. */
public interface FileFacts {
  /** Tokens the file holds now; empty where there is no such file. */
  OptionalLong tokens(RepoPath path);

  /** The median of the other files of its kind beside it; empty where there are none. */
  OptionalLong siblingsMedian(RepoPath path);
}
