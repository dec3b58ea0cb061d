package dev.autopack.gate.tests;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestToolchain;
import java.util.List;

/** A toolchain whose builds may lie in any folder of the repository. */
public abstract class FolderToolchain implements TestToolchain {
  private final String kind;
  private final Build build;

  /**
   * Of one build.
   *
   * @param kind the id at the top of a repository
   */
  protected FolderToolchain(String kind, Build build) {
    this.kind = kind;
    this.build = build;
  }

  /** The folders that are built by themselves and have tests of this kind. */
  protected abstract List<Build> find(Tree tree, List<RepoPath> named);

  /** The same for the build in that folder. */
  protected abstract TestToolchain in(Build other);

  /** Where this one runs. */
  protected final Build build() {
    return build;
  }

  @Override
  public final String id() {
    return build.id(kind);
  }

  @Override
  public final boolean detects(Tree tree, List<RepoPath> named) {
    return !find(tree, named).isEmpty();
  }

  @Override
  public final List<TestToolchain> builds(Tree tree, List<RepoPath> named) {
    return find(tree, named).stream().map(this::in).toList();
  }
}
