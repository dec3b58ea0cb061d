package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of a tree's build files. A repository may have hundreds: all are read in one go when
 * the first is asked for. For one thread.
 */
final class BuildFiles implements Texts {
  private static final Set<String> NAMES = Set.of("go.mod", "package.json", "Cargo.toml");

  private final Tree tree;
  private final List<RepoPath> paths;
  private final Map<RepoPath, String> texts = new HashMap<>();
  private boolean isRead;

  BuildFiles(Tree tree, Collection<RepoPath> known) {
    this.tree = tree;
    this.paths = known.stream().filter(path -> isBuildFile(path.fileName())).toList();
  }

  private static boolean isBuildFile(String name) {
    return NAMES.contains(name)
        || (name.endsWith(".json") && (name.startsWith("tsconfig") || name.startsWith("jsconfig")));
  }

  @Override
  public Optional<String> text(RepoPath path) {
    if (!isRead) {
      isRead = true;
      SourceFiles.texts(tree, paths, texts::put);
    }
    return isBuildFile(path.fileName())
        ? Optional.ofNullable(texts.get(path))
        : SourceFiles.text(tree, path);
  }
}
