package dev.autopack.workspace;

import dev.autopack.edit.RepoPath;

/**
 * A change that the workspace will not make: it would write through a link, into a submodule, over
 * a text it was not made from, or a name that cannot stand beside another. Nothing was changed. The
 * reason is written for the builder that asked.
 */
public final class RefusedChangeException extends RuntimeException {
  private final RepoPath path;
  private final String reason;

  public RefusedChangeException(RepoPath path, String reason) {
    super("The change of '%s' is refused: %s.".formatted(path, reason));
    this.path = path;
    this.reason = reason;
  }

  public RepoPath path() {
    return path;
  }

  /** Why, as the end of a sentence: "it is a symbolic link". */
  public String reason() {
    return reason;
  }
}
