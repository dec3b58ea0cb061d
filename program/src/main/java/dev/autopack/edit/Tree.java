package dev.autopack.edit;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

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

  /**
   * The bytes of those of the paths that are plain files and not too large, in any order. The same
   * as asking for each, but a tree that reads elsewhere may do it in one go.
   */
  default void read(List<RepoPath> paths, long maxBytes, BiConsumer<RepoPath, byte[]> each) {
    for (var path : paths) {
      find(path)
          .filter(entry -> entry.kind() == Kind.FILE || entry.kind() == Kind.EXECUTABLE)
          .filter(entry -> entry.bytes() <= maxBytes)
          .flatMap(_ -> bytes(path))
          .ifPresent(bytes -> each.accept(path, bytes));
    }
  }

  /** What names the content of a path, the same for the same content; no content is looked at. */
  default Optional<String> objectId(RepoPath path) {
    return find(path).map(Entry::objectId);
  }

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
