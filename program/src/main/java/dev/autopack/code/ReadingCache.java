package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what source files define by the object id of their text. Bounded; may be shared between
 * threads, of which only one reads a text.
 */
public final class ReadingCache {
  private static final int MAX_TEXTS = 20_000;

  private final Map<Key, Optional<Reading>> readings = new ConcurrentHashMap<>();

  /** The extension too: some decide the dialect. */
  private record Key(String extension, String objectId) {}

  /** Empty for what is no readable text. */
  public Optional<Reading> find(Tree tree, RepoPath path) {
    var entry = tree.find(path);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (readings.size() > MAX_TEXTS) {
      readings.clear();
    }
    return readings.computeIfAbsent(
        new Key(path.extension(), entry.get().objectId()),
        _ -> SourceFiles.text(tree, path).map(text -> SourceReader.read(path, text)));
  }
}
