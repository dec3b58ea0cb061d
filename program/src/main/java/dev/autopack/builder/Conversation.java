package dev.autopack.builder;

import dev.autopack.budget.Budget;
import dev.autopack.edit.Tree;
import dev.autopack.failure.Failure;
import dev.autopack.manifest.Manifest;
import dev.autopack.plan.Phase;
import java.util.List;
import java.util.Optional;

/**
 * All that one call's prompt is made of.
 *
 * @param phase with the deliverables of this conversation alone
 * @param tree what the builder's edits start from
 * @param failures how earlier attempts of the phase failed, oldest first
 * @param continuation what earlier calls of this batch brought; there is one: only the rest is
 *     asked for
 * @param maxInputTokens what the prompt may take
 * @param portion which part of the phase's work it is about
 * @param run what nobody outside the run knows; empty where there is no run
 */
public record Conversation(
    Phase phase,
    Manifest manifest,
    Tree tree,
    List<Failure> failures,
    Optional<Continuation> continuation,
    Budget budget,
    int maxInputTokens,
    Portion portion,
    String run) {
  public Conversation {
    failures = List.copyOf(failures);
  }

  /** About all of the phase's work. */
  public Conversation(
      Phase phase,
      Manifest manifest,
      Tree tree,
      List<Failure> failures,
      Optional<Continuation> continuation,
      Budget budget,
      int maxInputTokens) {
    this(
        phase, manifest, tree, failures, continuation, budget, maxInputTokens, new Portion.Whole());
  }

  /** About a part of it, in no run. */
  public Conversation(
      Phase phase,
      Manifest manifest,
      Tree tree,
      List<Failure> failures,
      Optional<Continuation> continuation,
      Budget budget,
      int maxInputTokens,
      Portion portion) {
    this(phase, manifest, tree, failures, continuation, budget, maxInputTokens, portion, "");
  }

  /** The same, as one of that run. */
  public Conversation of(String ofRun) {
    return new Conversation(
        phase, manifest, tree, failures, continuation, budget, maxInputTokens, portion, ofRun);
  }

  /** The same, going on from what earlier calls brought. */
  public Conversation continued(Continuation from, Budget left, int maxInput) {
    return new Conversation(
        phase, manifest, tree, failures, Optional.of(from), left, maxInput, portion, run);
  }
}
