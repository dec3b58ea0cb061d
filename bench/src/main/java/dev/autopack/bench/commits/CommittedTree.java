package dev.autopack.bench.commits;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole tree of a commit; contents are read as they are wanted. */
public final class CommittedTree implements Tree {
  /** Of what a snapshot leaves out, which are its largest files; git knows no size of these. */
  private static final long ABSENT_BYTES = 1 << 20;

  private final Map<RepoPath, Entry> entries = new TreeMap<>();
  private final List<String> unreachable = new ArrayList<>();
  private final Blobs blobs;

  /**
   * Reads the names.
   *
   * @param blobs of the same repository; open as long as this is used
   * @throws IOException when git does not know the commit
   */
  public CommittedTree(GitLines git, String commit, Blobs blobs) throws IOException {
    this.blobs = blobs;
    for (var line : git.run("ls-tree", "-r", "-l", "-z", commit).split("\0", -1)) {
      if (!line.isEmpty()) {
        add(line);
      }
    }
  }

  private void add(String line) {
    int tab = line.indexOf('\t');
    var fields = line.substring(0, tab).trim().split(" +", -1);
    var name = line.substring(tab + 1);
    try {
      var bytes =
          switch (fields[3]) {
            case "-" -> 0;
            case "BAD" -> ABSENT_BYTES;
            default -> Long.parseLong(fields[3]);
          };
      entries.put(new RepoPath(name), new Entry(kind(fields[0]), fields[2], bytes));
    } catch (InvalidPathException _) {
      unreachable.add(name);
    }
  }

  private static Kind kind(String mode) {
    return switch (mode) {
      case "120000" -> Kind.SYMLINK;
      case "160000" -> Kind.SUBMODULE;
      case "100755" -> Kind.EXECUTABLE;
      default -> Kind.FILE;
    };
  }

  @Override
  public List<RepoPath> paths() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public List<String> unreachable() {
    return List.copyOf(unreachable);
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    return Optional.ofNullable(entries.get(path));
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    return find(path).filter(entry -> entry.kind() != Kind.SUBMODULE).flatMap(this::bytes);
  }

  private Optional<byte[]> bytes(Entry entry) {
    try {
      return blobs.bytes(entry.objectId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
