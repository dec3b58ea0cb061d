package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.OptionalLong;

/** File facts of a tree, by sizes alone: nothing is read. */
public record TreeFacts(Tree tree) implements FileFacts {
  /** Bytes a token takes in source text, over many languages. */
  private static final double BYTES_PER_TOKEN = 3.6;

  @Override
  public OptionalLong tokens(RepoPath path) {
    return tree.find(path)
        .map(entry -> OptionalLong.of(tokens(entry)))
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public OptionalLong siblingsMedian(RepoPath path) {
    var sizes =
        tree.paths().stream()
            .filter(other -> !other.equals(path))
            .filter(other -> other.folder().equals(path.folder()))
            .filter(other -> other.extension().equals(path.extension()))
            .flatMap(other -> tree.find(other).stream())
            .mapToLong(TreeFacts::tokens)
            .sorted()
            .toArray();
    return sizes.length == 0 ? OptionalLong.empty() : OptionalLong.of(sizes[sizes.length / 2]);
  }

  private static long tokens(Tree.Entry entry) {
    return Math.round(entry.bytes() / BYTES_PER_TOKEN);
  }
}
