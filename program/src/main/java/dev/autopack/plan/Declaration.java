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
   * @param lines where the builder said: of a new file its expected length; of another how many lines
   *     change, those that come and those that go
   */
  public record DeclaredFile(
      RepoPath path, Deliverable.Action action, List<String> symbols, OptionalInt lines) {
    public DeclaredFile {
      symbols = List.copyOf(symbols);
    }
  }
}
