package dev.autopack.builder;

import dev.autopack.budget.Budget;
import dev.autopack.edit.Tree;
import dev.autopack.failure.Failure;
import dev.autopack.manifest.Manifest;
import dev.autopack.output.Unit;
import dev.autopack.plan.Phase;
import java.util.List;

/**
 * All that one call's prompt is made of.
 *
 * @param tree what the builder's edits start from
 * @param failures how earlier attempts of the phase failed, oldest first
 * @param kept units of this batch that arrived in earlier calls; not empty: only the rest is asked
 *     for
 * @param maxInputTokens what the prompt may take
 */
public record Conversation(
    Phase phase,
    Manifest manifest,
    Tree tree,
    List<Failure> failures,
    List<Unit> kept,
    Budget budget,
    int maxInputTokens) {
  public Conversation {
    failures = List.copyOf(failures);
    kept = List.copyOf(kept);
  }

  /** The same, after more units arrived. */
  public Conversation withKept(List<Unit> units) {
    return new Conversation(phase, manifest, tree, failures, units, budget, maxInputTokens);
  }
}
