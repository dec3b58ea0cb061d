package dev.autopack.workspace.git;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.workspace.TreeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tree of the repository. Its names are read when first asked for; of two trees the folders they
 * share are read once, and contents only as they are wanted.
 */
final class GitTree implements Tree {
  private final String id;
  private final ObjectReader objects;
  private @Nullable Names names;

  GitTree(TreeId id, ObjectReader objects) {
    this.id = id.value();
    this.objects = objects;
  }

  private record Names(
      NavigableMap<RepoPath, TreeEntry> files, List<RepoPath> paths, List<String> unreachable) {}

  @Override
  public List<RepoPath> paths() {
    return names().paths();
  }

  @Override
  public List<String> unreachable() {
    return names().unreachable();
  }

  @Override
  public Optional<Entry> find(RepoPath path) {
    return entry(path)
        .map(entry -> {
          var size = entry.kind() == Kind.SUBMODULE ? 0L : size(path, entry.id());
          return new Entry(entry.kind(), entry.id(), size);
        });
  }

  private long size(RepoPath path, String blob) {
    return objects.knownSize(blob).orElseGet(() -> askForSizes(path, blob));
  }

  /** The neighbours' too: who looks at one file of a folder mostly looks at all. */
  private long askForSizes(RepoPath path, String blob) {
    var asked = new ArrayList<String>();
    asked.add(blob);
    var files = names().files();
    addNeighbours(files.tailMap(path, false), path.folder(), asked);
    addNeighbours(files.headMap(path, false).descendingMap(), path.folder(), asked);
    return objects.sizes(asked).getFirst();
  }

  /** From the path away: what lies in its folder, or below, is one stretch of the sorted names. */
  private static void addNeighbours(
      NavigableMap<RepoPath, TreeEntry> files, String folder, List<String> asked) {
    var prefix = folder.isEmpty() ? "" : folder + "/";
    for (var other : files.entrySet()) {
      var name = other.getKey().value();
      if (!name.startsWith(prefix)) {
        return;
      }
      if (name.indexOf('/', prefix.length()) < 0 && other.getValue().kind() != Kind.SUBMODULE) {
        asked.add(other.getValue().id());
      }
    }
  }

  @Override
  public boolean contains(RepoPath path) {
    return names().files().containsKey(path);
  }

  @Override
  public Optional<byte[]> bytes(RepoPath path) {
    return entry(path)
        .filter(entry -> entry.kind() != Kind.SUBMODULE)
        .map(entry -> objects.blob(entry.id()));
  }

  @Override
  public Optional<String> objectId(RepoPath path) {
    return entry(path).map(TreeEntry::id);
  }

  @Override
  public void read(List<RepoPath> paths, long maxBytes, BiConsumer<RepoPath, byte[]> each) {
    var plain =
        paths.stream()
            .filter(path ->
                entry(path)
                    .filter(it -> it.kind() == Kind.FILE || it.kind() == Kind.EXECUTABLE)
                    .isPresent())
            .toList();
    var sizes = objects.sizes(ids(plain));
    var small =
        IntStream.range(0, plain.size())
            .filter(i -> sizes.get(i) <= maxBytes)
            .mapToObj(plain::get)
            .toList();
    var contents = objects.blobs(ids(small));
    for (int i = 0; i < small.size(); i++) {
      each.accept(small.get(i), contents.get(i));
    }
  }

  private List<String> ids(List<RepoPath> paths) {
    return paths.stream().map(path -> entry(path).orElseThrow().id()).toList();
  }

  Optional<TreeEntry> entry(RepoPath path) {
    return Optional.ofNullable(names().files().get(path));
  }

  private synchronized Names names() {
    if (names == null) {
      names = read();
    }
    return names;
  }

  /** One level after the other, each in one go. */
  private Names read() {
    var files = new TreeMap<RepoPath, TreeEntry>();
    var unreachable = new ArrayList<String>();
    Map<String, String> level = Map.of("", id);
    while (!level.isEmpty()) {
      var next = new LinkedHashMap<String, String>();
      var lines = objects.folders(List.copyOf(level.values())).iterator();
      for (var prefix : level.keySet()) {
        for (var entry : lines.next()) {
          var raw = prefix + entry.name();
          if (entry.isFolder()) {
            next.put(raw + "/", entry.id());
          } else {
            TreeEntry.repoPath(raw)
                .ifPresentOrElse(
                    path -> files.put(path, entry), () -> unreachable.add(TreeEntry.shown(raw)));
          }
        }
      }
      level = next;
    }
    Collections.sort(unreachable);
    return new Names(
        Collections.unmodifiableNavigableMap(files),
        List.copyOf(files.keySet()),
        List.copyOf(unreachable));
  }
}
