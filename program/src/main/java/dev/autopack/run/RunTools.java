package dev.autopack.run;

import dev.autopack.budget.FileFacts;
import dev.autopack.builder.Builder;
import dev.autopack.code.FactCache;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.policy.Policy;
import dev.autopack.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run works with.
 *
 * @param planFile where the plan lies in the repository, if it does: no builder may touch it
 * @param facts what is known of the repository's sources
 * @param sizes what estimates ask about the files of a tree
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
    Function<Tree, FileFacts> sizes,
    List<String> notices) {
  public RunTools {
    notices = List.copyOf(notices);
  }
}
