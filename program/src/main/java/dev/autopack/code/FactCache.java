package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was read of a source text, by its object id: the next attempt's tree is mostly
 * this one's. Bounded; may be shared between threads.
 */
public final class FactCache {
  private static final int MAX_TEXTS = 20_000;

  private final Map<Key, Optional<SourceFacts>> facts = new ConcurrentHashMap<>();

  private record Key(Language language, String objectId) {}

  /** Empty for what is no readable text. */
  Optional<SourceFacts> facts(Language language, Tree tree, RepoPath path) {
    var entry = tree.find(path);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (facts.size() > MAX_TEXTS) {
      facts.clear();
    }
    return facts.computeIfAbsent(
        new Key(language, entry.get().objectId()),
        _ -> SourceFiles.text(tree, path).map(text -> SourceFacts.of(language, text)));
  }
}
