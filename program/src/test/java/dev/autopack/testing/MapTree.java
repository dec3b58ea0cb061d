package dev.autopack.testing;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tree held in memory; what has no kind of its own is a plain file. */
public record MapTree(
    Map<RepoPath, byte[]> contents, Map<RepoPath, Kind> kinds, List<String> unreachable)
    implements Tree {

  public static MapTree of(Map<String, String> texts) {
    var contents = new TreeMap<RepoPath, byte[]>();
    texts.forEach(
        (path, text) -> contents.put(new RepoPath(path), text.getBytes(StandardCharsets.UTF_8)));
    return new MapTree(contents, Map.of(), List.of());
  }

  /** The files under a folder. */
  public static MapTree read(Path root) {
    try (var files = Files.walk(root)) {
      var contents = new TreeMap<RepoPath, byte[]>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        contents.put(new RepoPath(root.relativize(file).toString()), Files.readAllBytes(file));
      }
      return new MapTree(contents, Map.of(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public MapTree with(String path, Kind kind) {
    var more = new TreeMap<>(kinds);
    more.put(new RepoPath(path), kind);
    var contents = new TreeMap<>(this.contents);
    contents.putIfAbsent(new RepoPath(path), new byte[0]);
    return new MapTree(contents, more, unreachable);
  }

  public MapTree withUnreachable(String... names) {
    return new MapTree(contents, kinds, List.of(names));
  }

  @Override
  public List<RepoPath> paths() {
    return contents.keySet().stream().sorted().toList();
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    return Optional.ofNullable(contents.get(path))
        .map(bytes -> new Entry(kinds.getOrDefault(path, Kind.FILE), idOf(bytes), bytes.length));
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    return Optional.ofNullable(contents.get(path))
        .filter(_ -> kinds.getOrDefault(path, Kind.FILE) != Kind.SUBMODULE);
  }

  /** The same for the same content, as git's are. */
  private static String idOf(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
