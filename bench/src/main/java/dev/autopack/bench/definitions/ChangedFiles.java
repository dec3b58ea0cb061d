package dev.autopack.bench.definitions;

import dev.autopack.bench.commits.Commits;
import dev.autopack.bench.commits.ContentsPack;
import dev.autopack.code.Language;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.OperatorException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sources that commits changed, as they left them, in one tree: a file is there once for each
 * commit that changed it.
 */
record ChangedFiles(Map<RepoPath, byte[]> files, Map<RepoPath, String> ids) implements Tree {
  static ChangedFiles of(DefinitionsOptions options) {
    var commits = Commits.read(options.commits());
    var contents = ContentsPack.read(options.contents(), commits);
    var files = new TreeMap<RepoPath, byte[]>();
    var ids = new TreeMap<RepoPath, String>();
    for (var commit : commits) {
      for (var file : contents.find(commit).stream().flatMap(it -> it.files().stream()).toList()) {
        var path = path(commit.sha() + "/" + file.path());
        if (path.isPresent() && file.after().isPresent() && files.size() < options.files()) {
          var bytes = file.after().get().getBytes(StandardCharsets.UTF_8);
          files.put(path.get(), bytes);
          ids.put(path.get(), idOf(bytes));
        }
      }
    }
    if (files.isEmpty()) {
      throw new OperatorException(
          "'%s' holds no source that one of the commits changed.".formatted(options.contents()),
          "Name the contents that belong to '%s'.".formatted(options.commits()));
    }
    return new ChangedFiles(files, ids);
  }

  private static Optional<RepoPath> path(String text) {
    try {
      return Optional.of(new RepoPath(text)).filter(path -> Language.of(path).isPresent());
    } catch (InvalidPathException refused) {
      return Optional.empty();
    }
  }

  private static String idOf(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
    return Optional.ofNullable(files.get(path))
        .map(bytes -> new Entry(Kind.FILE, ids.getOrDefault(path, ""), bytes.length));
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    return Optional.ofNullable(files.get(path));
  }
}
