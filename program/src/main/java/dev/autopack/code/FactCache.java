package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.List;
import java.util.Map;

/**
 * Remembers what import graphs are made of, by the texts' object ids. What a shelf kept for an
 * earlier process is known too. Bounded; may be shared between threads.
 */
public final class FactCache {
  /** To read fewer again costs no more than to keep them all anew. */
  private static final int WORTH_KEEPING = 200;

  static final Book<SourceFacts> BOOK = new Book<>(2, SourceFacts::write, SourceFacts::read);

  private final ContentCache<SourceFacts> cache;

  /** Remembers for this process alone. */
  public FactCache() {
    this(FactShelf.NONE);
  }

  public FactCache(FactShelf shelf) {
    this.cache =
        new ContentCache<>(
            shelf,
            WORTH_KEEPING,
            BOOK,
            _ -> true,
            (path, text) -> SourceFacts.of(Language.of(path).orElseThrow(), path, text));
  }

  /** The facts of those of the files that are readable texts. */
  Map<RepoPath, SourceFacts> facts(Tree tree, List<RepoPath> paths) {
    return cache.of(tree, paths);
  }
}
