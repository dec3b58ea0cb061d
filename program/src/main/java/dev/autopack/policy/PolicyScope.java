package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one phase may touch, for the rules.
 *
 * @param writable paths it may write: deliverables and what the plan adds
 * @param write patterns of what it may write besides
 * @param codeFolders folders in which a new file beside a deliverable is in scope
 * @param forbid what it must not touch, whatever else allows it
 * @param granted paths that the plan names literally: its author has approved them
 * @param judging files that the phase's own validation command names: they decide on its work
 * @param plan where the plan lies in the repository, which no builder may touch
 */
public record PolicyScope(
    Set<RepoPath> writable,
    List<PathPattern> write,
    Set<String> codeFolders,
    List<PathPattern> forbid,
    Set<RepoPath> granted,
    Set<RepoPath> judging,
    Optional<RepoPath> plan) {
  public PolicyScope {
    writable = Set.copyOf(writable);
    write = List.copyOf(write);
    codeFolders = Set.copyOf(codeFolders);
    forbid = List.copyOf(forbid);
    granted = Set.copyOf(granted);
    judging = Set.copyOf(judging);
  }

  /** Of a phase without a validation command. */
  public PolicyScope(
      Set<RepoPath> writable,
      List<PathPattern> write,
      Set<String> codeFolders,
      List<PathPattern> forbid,
      Set<RepoPath> granted,
      Optional<RepoPath> plan) {
    this(writable, write, codeFolders, forbid, granted, Set.of(), plan);
  }

  /** Everything in scope: what a rule says of a path by itself. */
  public static PolicyScope everything() {
    return new PolicyScope(
        Set.of(), List.of(new PathPattern("**")), Set.of(), List.of(), Set.of(), Optional.empty());
  }

  boolean permits(Touch touch) {
    var path = touch.path();
    return writable.contains(path)
        || granted.contains(path)
        || write.stream().anyMatch(pattern -> pattern.matches(path))
        || (touch.kind() == Touch.Kind.CREATE && codeFolders.contains(path.folder()));
  }
}
