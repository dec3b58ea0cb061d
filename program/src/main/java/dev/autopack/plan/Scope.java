package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.List;

/**
 * What a phase may write besides its deliverables, may read, and must not touch.
 *
 * @param grants protected paths that the plan's author approves for this phase
 */
public record Scope(
    List<PathPattern> write,
    List<PathPattern> read,
    List<PathPattern> forbid,
    List<RepoPath> grants) {
  public static final Scope NONE = new Scope(List.of(), List.of(), List.of(), List.of());

  public Scope {
    write = List.copyOf(write);
    read = List.copyOf(read);
    forbid = List.copyOf(forbid);
    grants = List.copyOf(grants);
  }
}
