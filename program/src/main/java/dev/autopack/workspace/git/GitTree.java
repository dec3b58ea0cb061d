package dev.autopack.workspace.git;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.workspace.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one tree object: listed at once, read when asked for, and kept. */
final class GitTree implements Tree {
  private final Git git;
  private final TreeId id;
  private final Map<RepoPath, Entry> entries = new TreeMap<>();
  private final List<String> unreachable = new ArrayList<>();
  private final Map<String, byte[]> contents = new HashMap<>();
  private boolean listed;

  GitTree(Git git, TreeId id) {
    this.git = git;
    this.id = id;
  }

  private Map<RepoPath, Entry> entries() {
    if (!listed) {
      list();
      listed = true;
    }
    return entries;
  }

  private void list() {
    var listing =
        new String(
            git.bytes(List.of("ls-tree", "-r", "-z", "-l", "--full-tree", id.value()), new byte[0]),
            StandardCharsets.UTF_8);
    for (var line : listing.split("\0", -1)) {
      var tab = line.indexOf('\t');
      if (tab < 0) {
        continue;
      }
      var fields = line.substring(0, tab).split(" +", -1);
      var name = line.substring(tab + 1);
      var size = fields[3].equals("-") ? 0 : Long.parseLong(fields[3]);
      path(name)
          .ifPresentOrElse(
              path -> entries.put(path, new Entry(kind(fields[0]), fields[2], size)),
              () -> unreachable.add(name));
    }
  }

  /** A name that is not its own canonical form would be read or written as another file. */
  private static Optional<RepoPath> path(String name) {
    try {
      return Optional.of(new RepoPath(name)).filter(path -> path.value().equals(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Kind kind(String mode) {
    return switch (mode) {
      case "100755" -> Kind.EXECUTABLE;
      case "120000" -> Kind.SYMLINK;
      case "160000" -> Kind.SUBMODULE;
      default -> Kind.FILE;
    };
  }

  @Override
  public List<RepoPath> paths() {
    return List.copyOf(entries().keySet());
  }

  @Override
  public List<String> unreachable() {
    entries();
    return List.copyOf(unreachable);
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    return Optional.ofNullable(entries().get(path));
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    return find(path)
        .filter(entry -> entry.kind() != Kind.SUBMODULE)
        .map(entry ->
            contents.computeIfAbsent(
                entry.objectId(),
                object -> git.bytes(List.of("cat-file", "blob", object), new byte[0])));
  }
}
