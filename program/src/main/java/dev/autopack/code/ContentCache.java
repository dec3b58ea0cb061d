package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Remembers what was read of a source text, by its object id: the next attempt's tree is mostly
 * this one's. What a shelf kept for an earlier process is known too; a text is then not even looked
 * at. Bounded; may be shared between threads.
 */
final class ContentCache<V> {
  /** What a repository of ten thousand sources and some of its history need. */
  private static final int MAX_TEXTS = 50_000;

  private static final int TEXTS_AT_ONCE = 100;

  private final FactShelf shelf;
  private final int worthKeeping;
  private final Book<V> book;
  private final Predicate<V> lasts;
  private final Read<V> read;
  private final Map<ContentKey, V> known = new ConcurrentHashMap<>();

  /** What this process asked for; kept before all else. */
  private final Set<ContentKey> used = ConcurrentHashMap.newKeySet();

  private boolean loaded;
  private int fresh;

  /** What is read of a text; may be asked by several threads. */
  @FunctionalInterface
  interface Read<V> {
    V of(RepoPath path, String text);
  }

  /**
   * An empty one.
   *
   * @param worthKeeping for how many new texts the shelf is written: to read fewer again costs no
   *     more than to write them all
   * @param lasts whether a later process may be told so
   */
  ContentCache(FactShelf shelf, int worthKeeping, Book<V> book, Predicate<V> lasts, Read<V> read) {
    this.shelf = shelf;
    this.worthKeeping = worthKeeping;
    this.book = book;
    this.lasts = lasts;
    this.read = read;
  }

  /** What is known of those of the files that are readable texts of a known language. */
  synchronized Map<RepoPath, V> of(Tree tree, Collection<RepoPath> paths) {
    load();
    var found = HashMap.<RepoPath, V>newHashMap(paths.size());
    var missing = new ArrayList<RepoPath>();
    for (var path : paths) {
      var id = tree.objectId(path);
      if (id.isEmpty() || Language.of(path).isEmpty()) {
        continue;
      }
      var key = ContentKey.of(path, id.get());
      used.add(key);
      var value = known.get(key);
      if (value == null) {
        missing.add(path);
      } else {
        found.put(path, value);
      }
    }
    found.putAll(read(tree, missing));
    keep();
    return found;
  }

  private Map<RepoPath, V> read(Tree tree, List<RepoPath> missing) {
    var values = new ConcurrentHashMap<RepoPath, V>();
    var portions = new ArrayList<List<RepoPath>>();
    for (int from = 0; from < missing.size(); from += TEXTS_AT_ONCE) {
      portions.add(missing.subList(from, Math.min(missing.size(), from + TEXTS_AT_ONCE)));
    }
    // While one portion is read another comes from the tree.
    portions.parallelStream()
        .forEach(portion ->
            SourceFiles.texts(
                tree, portion, (path, text) -> values.put(path, read.of(path, text))));
    values.forEach((path, value) ->
        tree.objectId(path).ifPresent(id -> known.put(ContentKey.of(path, id), value)));
    fresh += values.size();
    return values;
  }

  private void load() {
    if (!loaded) {
      loaded = true;
      shelf.load().ifPresent(bytes -> known.putAll(book.read(bytes)));
    }
  }

  private void keep() {
    if (known.size() > MAX_TEXTS) {
      known.keySet().retainAll(used);
      used.clear();
    }
    if (known.size() > MAX_TEXTS) {
      known.clear();
    }
    if (fresh >= worthKeeping && !shelf.equals(FactShelf.NONE)) {
      fresh = 0;
      var lasting = new LinkedHashMap<>(known);
      lasting.values().removeIf(lasts.negate());
      shelf.save(book.write(lasting));
    }
  }
}
