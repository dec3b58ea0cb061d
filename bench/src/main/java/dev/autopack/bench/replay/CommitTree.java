package dev.autopack.bench.replay;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that a commit touches, as its parent has them: the tree that its phase starts from. */
final class CommitTree implements Tree {
  private final Map<RepoPath, byte[]> files = new TreeMap<>();

  /**
   * A tree of these files.
   *
   * @throws IllegalArgumentException when a path is one that the product never touches
   */
  CommitTree(Map<String, String> texts) {
    texts.forEach(
        (path, text) -> files.put(new RepoPath(path), text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public List<RepoPath> paths() {
    return List.copyOf(files.keySet());
  }

  @Override
  public List<String> unreachable() {
    return List.of();
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    return bytes(path)
        .map(bytes ->
            new Entry(
                Kind.FILE,
                "%s-%d".formatted(path, java.util.Arrays.hashCode(bytes)),
                bytes.length));
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    return Optional.ofNullable(files.get(path));
  }
}
