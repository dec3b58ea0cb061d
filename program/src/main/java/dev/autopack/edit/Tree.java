package dev.autopack.edit;

import java.util.List;
import java.util.Optional;

/**
 * A read-only view of the files of one git tree. What a tool left in the work folder is not in it.
 */
public interface Tree {
  /** Every path of the tree that a {@link RepoPath} can say, sorted. */
  List<RepoPath> paths();

  /** Tracked names that no {@link RepoPath} can say: never edited, never renamed, but listed. */
  List<String> unreachable();

  Optional<Entry> find(RepoPath path);

  /**
   * The bytes of a file or the target of a link; empty where there is no such path or it is a
   * submodule.
   */
  Optional<byte[]> bytes(RepoPath path);

  default boolean contains(RepoPath path) {
    return find(path).isPresent();
  }

  /**
   * What stands under a path.
   *
   * @param bytes the size of the content; 0 for a submodule
   */
  record Entry(Kind kind, String objectId, long bytes) {}

  enum Kind {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE
  }
}
