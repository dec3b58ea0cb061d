package dev.autopack.run;

import dev.autopack.code.TestNames;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.Manifest;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import dev.autopack.policy.PolicyScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What policy is told of a phase: its manifest, and what the plan's author granted. */
final class Scopes {
  /** A new file beside one of these is part of the same work. */
  private static final Set<String> CODE =
      Set.of(
          "java", "kt", "py", "go", "rs", "ts", "tsx", "js", "jsx", "mjs", "cs", "c", "cc", "cpp",
          "h", "hpp", "rb", "php", "swift", "scala");

  private static final Pattern WORD_ENDS = Pattern.compile("[\\s;&|()<>\"'=]+");

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
        judging(phase),
        planFile);
  }

  /**
   * Paths among the words of the validation command: a script, or what a shell is told to run. Test
   * files have rules of their own, which let them become harder.
   */
  private static Set<RepoPath> judging(Phase phase) {
    return phase.validation().command().orElse(List.of()).stream()
        .flatMap(WORD_ENDS::splitAsStream)
        .map(word -> word.startsWith("./") ? word.substring(2) : word)
        .flatMap(word -> path(word).stream())
        .filter(path -> !TestNames.isTest(path))
        .collect(Collectors.toSet());
  }

  private static Optional<RepoPath> path(String word) {
    try {
      return Optional.of(new RepoPath(word));
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
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
