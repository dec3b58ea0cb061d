package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Collection;
import java.util.Map;

/**
 * Reads what files define, and remembers it by the texts' object ids. What a shelf kept for an
 * earlier process is known too. Bounded; may be shared between threads.
 */
public final class OutlineCache {
  /** Parsing is dear: a few files are worth a write. */
  private static final int WORTH_KEEPING = 20;

  static final Book<Reading> BOOK = new Book<>(1_003, OutlineBook::write, OutlineBook::read);

  private final ContentCache<Reading> cache;

  /** Remembers for this process alone. */
  public OutlineCache() {
    this(FactShelf.NONE);
  }

  public OutlineCache(FactShelf shelf) {
    this.cache =
        new ContentCache<>(shelf, WORTH_KEEPING, BOOK, OutlineCache::lasts, SourceReader::read);
  }

  /** A grammar that cannot be loaded today may be there tomorrow. */
  private static boolean lasts(Reading reading) {
    return !(reading instanceof Reading.NotRead not) || not.why() != Reading.Why.NO_GRAMMAR;
  }

  /**
   * What came of reading those of the files that are of a known language and readable texts of at
   * most {@link SourceFiles#MAX_BYTES}; of the others nothing may be concluded.
   */
  public Map<RepoPath, Reading> read(Tree tree, Collection<RepoPath> paths) {
    return cache.of(tree, paths);
  }
}
