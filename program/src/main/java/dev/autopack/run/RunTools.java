package dev.autopack.run;

import dev.autopack.builder.Builder;
import dev.autopack.code.FactCache;
import dev.autopack.edit.RepoPath;
import dev.autopack.policy.Policy;
import dev.autopack.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * What a run works with.
 *
 * @param planFile where the plan lies in the repository, if it does: no builder may touch it
 * @param facts what is known of the repository's sources
 * @param notices what a person should know of the repository
 */
public record RunTools(
    Workspace workspace,
    Models models,
    Builder builder,
    Policy policy,
    GateTools gates,
    Optional<RepoPath> planFile,
    FactCache facts,
    List<String> notices) {
  public RunTools {
    notices = List.copyOf(notices);
  }
}
