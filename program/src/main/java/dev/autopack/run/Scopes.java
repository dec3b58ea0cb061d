package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.Manifest;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import dev.autopack.policy.PolicyScope;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What policy is told of a phase: its manifest, and what the plan's author granted. */
final class Scopes {
  /** A new file beside one of these is part of the same work. */
  private static final Set<String> CODE =
      Set.of(
          "java", "kt", "py", "go", "rs", "ts", "tsx", "js", "jsx", "mjs", "cs", "c", "cc", "cpp",
          "h", "hpp", "rb", "php", "swift", "scala");

  private Scopes() {}

  static PolicyScope of(Draft draft) {
    return of(draft.phase(), draft.manifest(), draft.planFile());
  }

  /**
   * The scope of a phase.
   *
   * @param planFile where the plan lies in the repository, if it does
   */
  static PolicyScope of(Phase phase, Manifest manifest, Optional<RepoPath> planFile) {
    return new PolicyScope(
        manifest.write().stream().map(Manifest.ScopedPath::path).collect(Collectors.toSet()),
        phase.scope().write(),
        codeFolders(phase, manifest),
        phase.scope().forbid(),
        // Listed literally: the plan's author knew what it is.
        Set.copyOf(manifest.scoping().literal()),
        planFile);
  }

  /** Folders in which a new file lies beside a code file that the phase is about. */
  static Set<String> codeFolders(Phase phase, Manifest manifest) {
    var about =
        manifest.scoping().isOpen()
            ? manifest.write().stream().map(Manifest.ScopedPath::path)
            : phase.deliverables().stream().map(Deliverable::path);
    return about
        .filter(path -> CODE.contains(path.extension()))
        .map(RepoPath::folder)
        .collect(Collectors.toSet());
  }
}
