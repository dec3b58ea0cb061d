package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Counts the texts it is asked for. */
final class CountingTree implements Tree {
  private final Tree files;
  private int texts;

  CountingTree(Map<String, String> files) {
    this.files = MapTree.of(files);
  }

  @Override
  public List<RepoPath> paths() {
    return files.paths();
  }

  @Override
  public List<String> unreachable() {
    return List.of();
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    return files.find(path);
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    return files.bytes(path);
  }

  @Override
  public synchronized void read(
      List<RepoPath> paths, long maxBytes, BiConsumer<RepoPath, byte[]> each) {
    texts += paths.size();
    files.read(paths, maxBytes, each);
  }

  /** How many texts were looked at. */
  int texts() {
    return texts;
  }
}
