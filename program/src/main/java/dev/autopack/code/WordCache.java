package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Collection;
import java.util.Map;

/**
 * Remembers which words files name, by the texts' object ids. What a shelf kept for an earlier
 * process is known too. Bounded; may be shared between threads.
 */
public final class WordCache {
  /** To read fewer again costs no more than to keep them all anew. */
  private static final int WORTH_KEEPING = 200;

  static final Book<Words> BOOK =
      new Book<>(2_001, (words, out) -> out.words(words), BookReader::words);

  private final ContentCache<Words> cache;

  /** Remembers for this process alone. */
  public WordCache() {
    this(FactShelf.NONE);
  }

  public WordCache(FactShelf shelf) {
    this.cache = new ContentCache<>(shelf, WORTH_KEEPING, BOOK, _ -> true, NamedWords::in);
  }

  /** The words of those of the files that are readable texts. */
  Map<RepoPath, Words> words(Tree tree, Collection<RepoPath> paths) {
    return cache.of(tree, paths);
  }
}
