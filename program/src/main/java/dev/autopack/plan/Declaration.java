package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.OptionalInt;

/** What a builder says it will deliver, before it delivers it; checked against the tree. */
public record Declaration(List<DeclaredFile> files) {
  public Declaration {
    files = List.copyOf(files);
  }

  /**
   * One file of a declaration.
   *
   * @param lines its expected length, where the builder said
   */
  public record DeclaredFile(
      RepoPath path, Deliverable.Action action, List<String> symbols, OptionalInt lines) {
    public DeclaredFile {
      symbols = List.copyOf(symbols);
    }
  }
}
