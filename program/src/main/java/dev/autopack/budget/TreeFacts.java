package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * File facts of a tree. Files that are asked for are read and counted, once each; of siblings only
 * the one in the middle is. One thread at a time.
 */
public final class TreeFacts implements FileFacts {
  /** Bytes a token takes in source text, over many languages. */
  private static final double BYTES_PER_TOKEN = 3.6;

  private static final int BYTES_PER_LINE = 30;

  /** Larger files are not read: how large they are is all that matters of them. */
  private static final int MAX_COUNTED_BYTES = 1 << 19;

  /** Files of a kind looked at where a folder has none. */
  private static final int MAX_ELSEWHERE = 200;

  private final Tree tree;
  private final ToIntFunction<String> tokens;
  private final Map<RepoPath, Optional<FileSize>> sizes = new HashMap<>();
  private final Map<RepoPath, OptionalLong> medians = new HashMap<>();

  /**
   * Facts of this tree.
   *
   * @param tokens counts a text's
   */
  public TreeFacts(Tree tree, ToIntFunction<String> tokens) {
    this.tree = tree;
    this.tokens = tokens;
  }

  @Override
  public Optional<FileSize> size(RepoPath path) {
    return sizes.computeIfAbsent(path, this::measured);
  }

  @Override
  public OptionalLong siblingsMedian(RepoPath path) {
    // Whoever packs files into batches asks for the same ones many times.
    return medians.computeIfAbsent(path, this::medianBeside);
  }

  private OptionalLong medianBeside(RepoPath path) {
    var beside = like(path, other -> other.folder().equals(path.folder()));
    var siblings =
        beside.isEmpty()
            ? like(path, _ -> true).stream()
                // Any few of them will do, if they are always the same.
                .sorted(Comparator.comparingInt(other -> spread(other.value())))
                .limit(MAX_ELSEWHERE)
                .toList()
            : beside;
    return siblings.stream()
        .sorted(Comparator.comparingLong(this::bytes))
        .skip(siblings.size() / 2)
        .findFirst()
        .flatMap(this::size)
        .map(size -> OptionalLong.of(size.tokens()))
        .orElseGet(OptionalLong::empty);
  }

  private List<RepoPath> like(RepoPath path, Predicate<RepoPath> place) {
    return tree.paths().stream()
        .filter(other -> !other.equals(path) && other.extension().equals(path.extension()))
        .filter(place)
        .filter(other -> tree.find(other).filter(TreeFacts::isText).isPresent())
        .toList();
  }

  private static boolean isText(Tree.Entry entry) {
    return entry.kind() == Tree.Kind.FILE || entry.kind() == Tree.Kind.EXECUTABLE;
  }

  private static int spread(String name) {
    return name.hashCode() * 0x9E3779B9;
  }

  private long bytes(RepoPath path) {
    return tree.find(path).map(Tree.Entry::bytes).orElse(0L);
  }

  private Optional<FileSize> measured(RepoPath path) {
    return tree.find(path)
        .map(entry ->
            entry.bytes() > MAX_COUNTED_BYTES
                ? bySize(entry.bytes())
                : tree.bytes(path).map(this::counted).orElseGet(() -> bySize(entry.bytes())));
  }

  private FileSize counted(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return new FileSize(tokens.applyAsInt(text), text.lines().count());
  }

  private static FileSize bySize(long bytes) {
    return new FileSize(Math.round(bytes / BYTES_PER_TOKEN), bytes / BYTES_PER_LINE);
  }
}
