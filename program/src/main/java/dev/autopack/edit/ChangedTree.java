package dev.autopack.edit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree as it will be once a change is applied; nothing is applied for it. */
public final class ChangedTree implements Tree {
  private final Tree tree;
  private final Map<RepoPath, Optional<byte[]>> changed = new TreeMap<>();

  public ChangedTree(Tree tree, ChangeSet changes) {
    this.tree = tree;
    changes
        .changes()
        .forEach(change ->
            changed.put(
                change.path(), change.after().map(text -> text.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public List<RepoPath> paths() {
    var paths = new TreeSet<>(tree.paths());
    changed.forEach((path, bytes) -> {
      if (bytes.isPresent()) {
        paths.add(path);
      } else {
        paths.remove(path);
      }
    });
    return List.copyOf(paths);
  }

  @Override
  public List<String> unreachable() {
    return tree.unreachable();
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    var bytes = changed.get(path);
    return bytes == null ? tree.find(path) : bytes.map(it -> entry(path, it));
  }

  /** An executable stays one. */
  private Entry entry(RepoPath path, byte[] bytes) {
    return new Entry(
        tree.find(path).map(Entry::kind).orElse(Kind.FILE), sha256(bytes), bytes.length);
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    var bytes = changed.get(path);
    return bytes == null ? tree.bytes(path) : bytes.map(byte[]::clone);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
