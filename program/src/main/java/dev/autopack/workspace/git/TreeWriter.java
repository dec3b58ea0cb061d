package dev.autopack.workspace.git;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.workspace.RefusedChangeException;
import dev.autopack.workspace.TreeId;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes trees of trees, in the object store alone; only folders that change are written. */
final class TreeWriter {
  private static final byte[] LFS_POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final ObjectReader reader;
  private final ObjectWriter writer;

  TreeWriter(ObjectReader reader, ObjectWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** What becomes of one path: its new line, or nothing. */
  private record Leaf(RepoPath path, List<String> names, Optional<TreeEntry> entry) {
    String name(int depth) {
      return names.get(depth);
    }

    boolean endsAt(int depth) {
      return names.size() == depth + 1;
    }
  }

  /**
   * The tree with the changes made in it.
   *
   * @throws RefusedChangeException when one of them cannot be made; then none is
   */
  TreeId apply(TreeId onto, ChangeSet changes) {
    var before = new GitTree(onto, reader);
    try {
      changes.changes().forEach(change -> requireFits(before, change));
      var leaves = changes.changes().stream().map(change -> leaf(before, change)).toList();
      return settled(rewrite(Optional.of(onto.value()), leaves, 0).orElseGet(this::emptyTree));
    } catch (RefusedChangeException refused) {
      writer.forget();
      throw refused;
    }
  }

  /** The tree with this file in it, whatever stood there before. */
  TreeId with(Optional<TreeId> onto, RepoPath path, byte[] content) {
    var leaf = leaf(path, Optional.of(blob(path, TreeEntry.FILE, content)));
    return settled(rewrite(onto.map(TreeId::value), List.of(leaf), 0).orElseThrow());
  }

  private TreeId settled(String tree) {
    writer.settle();
    return new TreeId(tree);
  }

  private void requireFits(GitTree tree, FileChange change) {
    var path = change.path();
    var entry = tree.entry(path);
    entry.ifPresent(present -> requireFile(path, present.kind()));
    var present = entry.map(found -> reader.blob(found.id()));
    if (present.isPresent() && isLfsPointer(present.get())) {
      throw new RefusedChangeException(
          path, "Git LFS stores it elsewhere, and only a pointer to it is in the repository");
    }
    var expected = change.before().map(TreeWriter::bytes);
    if (expected.isEmpty() && present.isPresent()) {
      throw new RefusedChangeException(path, "a file of that name exists");
    }
    if (expected.isPresent() && present.isEmpty()) {
      throw new RefusedChangeException(path, "no file of that name exists");
    }
    if (expected.isPresent() && !Arrays.equals(expected.get(), present.orElseThrow())) {
      throw new RefusedChangeException(path, "its text is not the one the change was made from");
    }
  }

  private static void requireFile(RepoPath path, Tree.Kind kind) {
    switch (kind) {
      case FILE, EXECUTABLE -> {}
      case SYMLINK -> throw new RefusedChangeException(path, "it is a symbolic link");
      case SUBMODULE -> throw new RefusedChangeException(path, "it is a submodule");
    }
  }

  private static boolean isLfsPointer(byte[] content) {
    return content.length > LFS_POINTER.length
        && Arrays.equals(content, 0, LFS_POINTER.length, LFS_POINTER, 0, LFS_POINTER.length);
  }

  private Leaf leaf(GitTree before, FileChange change) {
    var path = change.path();
    var mode =
        before
            .entry(change.renamedFrom().orElse(path))
            .filter(entry -> entry.kind() == Tree.Kind.EXECUTABLE)
            .map(TreeEntry::mode)
            .orElse(TreeEntry.FILE);
    return leaf(path, change.after().map(text -> blob(path, mode, bytes(text))));
  }

  private static Leaf leaf(RepoPath path, Optional<TreeEntry> entry) {
    return new Leaf(path, List.of(TreeEntry.raw(path.value()).split("/", -1)), entry);
  }

  private TreeEntry blob(RepoPath path, String mode, byte[] content) {
    var id = writer.add(new GitObject(GitObject.Kind.BLOB, content));
    return new TreeEntry(mode, TreeEntry.raw(path.fileName()), id);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The folder's new id; nothing where it ends up empty, as git keeps no empty folders. */
  private Optional<String> rewrite(Optional<String> folder, List<Leaf> leaves, int depth) {
    var lines = new LinkedHashMap<String, TreeEntry>();
    folder.ifPresent(id -> reader.folder(id).forEach(line -> lines.put(line.name(), line)));
    var known = List.copyOf(lines.keySet());
    var deeper = new LinkedHashMap<String, List<Leaf>>();
    for (var leaf : leaves) {
      if (!leaf.endsAt(depth)) {
        deeper.computeIfAbsent(leaf.name(depth), _ -> new ArrayList<>()).add(leaf);
      } else if (leaf.entry().isEmpty()) {
        lines.remove(leaf.name(depth));
      }
    }
    deeper.forEach((name, below) -> rewriteFolder(lines, name, below, depth));
    for (var leaf : leaves) {
      if (leaf.endsAt(depth) && leaf.entry().isPresent()) {
        putFile(lines, leaf, leaf.entry().get());
      }
    }
    requireNoTwins(lines, known, leaves, depth);
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(writeFolder(List.copyOf(lines.values())));
  }

  private void rewriteFolder(
      Map<String, TreeEntry> lines, String name, List<Leaf> below, int depth) {
    var line = Optional.ofNullable(lines.get(name));
    line.filter(present -> !present.isFolder())
        .ifPresent(present -> {
          var what =
              switch (present.kind()) {
                case FILE, EXECUTABLE -> "a file";
                case SYMLINK -> "a symbolic link";
                case SUBMODULE -> "a submodule";
              };
          throw new RefusedChangeException(
              below.getFirst().path(),
              "'%s' on the way to it is %s".formatted(TreeEntry.shown(name), what));
        });
    rewrite(line.map(TreeEntry::id), below, depth + 1)
        .ifPresentOrElse(
            id -> lines.put(name, new TreeEntry(TreeEntry.FOLDER, name, id)),
            () -> lines.remove(name));
  }

  private static void putFile(Map<String, TreeEntry> lines, Leaf leaf, TreeEntry entry) {
    var present = lines.get(entry.name());
    if (present != null && present.isFolder()) {
      throw new RefusedChangeException(leaf.path(), "it is a folder");
    }
    lines.put(entry.name(), entry);
  }

  /** Two names that only differ in case are one file on some systems; old pairs may stay. */
  private static void requireNoTwins(
      Map<String, TreeEntry> lines, List<String> known, List<Leaf> leaves, int depth) {
    var byFold = new LinkedHashMap<String, String>();
    known.stream().filter(lines::containsKey).forEach(name -> byFold.put(fold(name), name));
    for (var leaf : leaves) {
      var name = leaf.name(depth);
      if (lines.containsKey(name) && !known.contains(name)) {
        var twin = byFold.putIfAbsent(fold(name), name);
        if (twin != null && !twin.equals(name)) {
          throw new RefusedChangeException(
              leaf.path(),
              "'%s' exists, and some systems take the two names for one"
                  .formatted(TreeEntry.shown(twin)));
        }
      }
    }
  }

  private static String fold(String raw) {
    return Normalizer.normalize(TreeEntry.shown(raw), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private String writeFolder(List<TreeEntry> lines) {
    return writer.add(new GitObject(GitObject.Kind.TREE, TreeEntry.format(lines)));
  }

  private String emptyTree() {
    return writeFolder(List.of());
  }
}
