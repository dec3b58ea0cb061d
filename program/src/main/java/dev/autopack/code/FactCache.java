package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was read of a source text, by its object id: the next attempt's tree is mostly
 * this one's. What a shelf kept for an earlier process is known too; a text is then not even looked
 * at. Bounded; may be shared between threads.
 */
public final class FactCache {
  /** What a repository of ten thousand sources and some of its history need. */
  private static final int MAX_TEXTS = 50_000;

  /** Reading fewer again costs no more than to keep them all anew. */
  private static final int WORTH_KEEPING = 200;

  private static final int TEXTS_AT_ONCE = 100;

  private final FactShelf shelf;
  private final Map<Key, SourceFacts> facts = new ConcurrentHashMap<>();

  /** What this process asked for; kept before all else. */
  private final Set<Key> used = ConcurrentHashMap.newKeySet();

  private boolean loaded;
  private int fresh;

  /**
   * What the facts are of.
   *
   * @param kind what the text was read as
   */
  record Key(String kind, String objectId) {
    static Key of(RepoPath path, String objectId) {
      var extension = path.extension();
      return switch (extension) {
        case "vue", "svelte" -> new Key(extension, objectId);
        default -> new Key(Language.of(path).orElseThrow().name(), objectId);
      };
    }
  }

  /** Remembers for this process alone. */
  public FactCache() {
    this(FactShelf.NONE);
  }

  public FactCache(FactShelf shelf) {
    this.shelf = shelf;
  }

  /** The facts of those of the files that are readable texts. */
  synchronized Map<RepoPath, SourceFacts> facts(Tree tree, List<RepoPath> paths) {
    load();
    var found = HashMap.<RepoPath, SourceFacts>newHashMap(paths.size());
    var missing = new ArrayList<RepoPath>();
    for (var path : paths) {
      var id = tree.objectId(path);
      if (id.isEmpty()) {
        continue;
      }
      var key = Key.of(path, id.get());
      used.add(key);
      var known = facts.get(key);
      if (known == null) {
        missing.add(path);
      } else {
        found.put(path, known);
      }
    }
    found.putAll(read(tree, missing));
    keep();
    return found;
  }

  private Map<RepoPath, SourceFacts> read(Tree tree, List<RepoPath> missing) {
    var read = new ConcurrentHashMap<RepoPath, SourceFacts>();
    var portions = new ArrayList<List<RepoPath>>();
    for (int from = 0; from < missing.size(); from += TEXTS_AT_ONCE) {
      portions.add(missing.subList(from, Math.min(missing.size(), from + TEXTS_AT_ONCE)));
    }
    // While one portion is read another comes from the tree.
    portions.parallelStream()
        .forEach(portion ->
            SourceFiles.texts(
                tree,
                portion,
                (path, text) ->
                    read.put(path, SourceFacts.of(Language.of(path).orElseThrow(), path, text))));
    read.forEach(
        (path, known) -> tree.objectId(path).ifPresent(id -> facts.put(Key.of(path, id), known)));
    fresh += read.size();
    return read;
  }

  private void load() {
    if (!loaded) {
      loaded = true;
      shelf.load().ifPresent(bytes -> facts.putAll(FactBook.read(bytes)));
    }
  }

  private void keep() {
    if (facts.size() > MAX_TEXTS) {
      facts.keySet().retainAll(used);
      used.clear();
    }
    if (facts.size() > MAX_TEXTS) {
      facts.clear();
    }
    if (fresh >= WORTH_KEEPING && !shelf.equals(FactShelf.NONE)) {
      fresh = 0;
      shelf.save(FactBook.write(new LinkedHashMap<>(facts)));
    }
  }
}
