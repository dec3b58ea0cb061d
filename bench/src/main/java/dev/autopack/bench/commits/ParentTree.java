package dev.autopack.bench.commits;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole tree of a commit as git lists it; texts are read when they are asked for. */
final class ParentTree implements Tree {
  private final Map<RepoPath, Entry> entries;
  private final Blobs blobs;

  private ParentTree(Map<RepoPath, Entry> entries, Blobs blobs) {
    this.entries = entries;
    this.blobs = blobs;
  }

  /**
   * Lists the plain files of a commit.
   *
   * @param blobs of the same repository
   */
  static ParentTree of(Path repository, String commit, Blobs blobs) {
    var entries = new TreeMap<RepoPath, Entry>();
    for (var line : list(repository, commit).split("\0", -1)) {
      var tab = line.indexOf('\t');
      var facts = tab < 0 ? new String[0] : line.substring(0, tab).split(" +", -1);
      if (facts.length == 4 && facts[0].startsWith("100")) {
        try {
          entries.put(
              new RepoPath(line.substring(tab + 1)),
              new Entry(Kind.FILE, facts[2], Long.parseLong(facts[3])));
        } catch (IllegalArgumentException _) {
          // A name that no plan can say is no sibling of one.
        }
      }
    }
    return new ParentTree(entries, blobs);
  }

  private static String list(Path repository, String commit) {
    var git =
        List.of(
            "git",
            "-c",
            "safe.directory=*",
            "-C",
            repository.toString(),
            "ls-tree",
            "-r",
            "-l",
            "-z",
            "--full-tree",
            commit);
    try {
      var process = new ProcessBuilder(git).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException e) {
      throw new EnvironmentException(
          "'git' cannot be run: " + e.getMessage(), "Install git and put it on the PATH.", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<RepoPath> paths() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public List<String> unreachable() {
    return List.of();
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    return Optional.ofNullable(entries.get(path));
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    try {
      var entry = entries.get(path);
      return entry == null ? Optional.empty() : blobs.bytes(entry.objectId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
