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
   * @param lines where the builder said: of a new file its expected length; of another how many
   *     lines change, those that come and those that go
   * @param needs files that it builds on
   */
  public record DeclaredFile(
      RepoPath path,
      Deliverable.Action action,
      List<String> symbols,
      OptionalInt lines,
      List<RepoPath> needs) {
    public DeclaredFile {
      symbols = List.copyOf(symbols);
      needs = List.copyOf(needs);
    }

    public DeclaredFile(
        RepoPath path, Deliverable.Action action, List<String> symbols, OptionalInt lines) {
      this(path, action, symbols, lines, List.of());
    }
  }
}
