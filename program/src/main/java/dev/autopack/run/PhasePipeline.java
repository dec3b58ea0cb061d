package dev.autopack.run;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.failure.Failure;
import dev.autopack.gate.Finalizer;
import dev.autopack.gate.Ruling;
import dev.autopack.plan.Phase;
import dev.autopack.workspace.RefusedChangeException;
import dev.autopack.workspace.TreeId;
import java.util.ArrayList;

/**
 * The story of a phase: the builder proposes, policy judges, the workspace applies, gates check the
 * tree, the finalizer decides, and the phase ends in a commit with evidence or a clean rollback.
 *
 * <p>Straight-line and blocking. Every outside effect is a step, so a turn that was cut short by a
 * crash, a question or a limit is taken up by telling the whole story again: what is recorded
 * answers with its result, and the first thing that is not recorded is done next.
 */
final class PhasePipeline {
  private final Drafting drafting;
  private final Approvals approvals;
  private final PhaseGates gates;
  private final PhaseTree trees;
  private final Finalizer finalizer;

  PhasePipeline(
      Drafting drafting,
      Approvals approvals,
      PhaseGates gates,
      PhaseTree trees,
      Finalizer finalizer) {
    this.drafting = drafting;
    this.approvals = approvals;
    this.gates = gates;
    this.trees = trees;
    this.finalizer = finalizer;
  }

  /**
   * Takes the phase as far as it goes now.
   *
   * @throws NotNow when a limit or a provider says so
   */
  PhaseOutcome run(Phase phase) throws InterruptedException {
    drafting.checkpoint(phase);
    var history = new ArrayList<Failure>();
    for (int number = 1; number <= drafting.attempts(phase); number++) {
      var key = drafting.key(phase, number);
      var draft = drafting.draft(phase, key, history);
      if (!draft.objections().isEmpty()) {
        // No attempt can mend a phase that does not fit the tree, so none is begun.
        return new PhaseOutcome.Failed(phase.id(), draft.objections());
      }
      switch (approvals.scope(key, draft)) {
        case Approvals.Judgement.Granted _ -> {}
        case Approvals.Judgement.Refused(var failure) -> {
          return new PhaseOutcome.Failed(phase.id(), failure.digests());
        }
        case Approvals.Judgement.Asked(var request) -> {
          return new PhaseOutcome.AwaitingApproval(phase.id(), request);
        }
      }
      drafting.begin(phase, key);
      switch (attempt(key, draft)) {
        case Attempt.Ended(var outcome) -> {
          return outcome;
        }
        case Attempt.Failed(var failure, var tree) -> {
          undo(key, draft, failure, tree);
          history.add(failure);
        }
        case Attempt.GivenUp(var failure) -> {
          undo(key, draft, failure, draft.baseTree());
          return new PhaseOutcome.Failed(phase.id(), failure.digests());
        }
      }
    }
    return new PhaseOutcome.Failed(phase.id(), history.getLast().digests());
  }

  private void undo(AttemptKey key, Draft draft, Failure failure, TreeId tree)
      throws InterruptedException {
    trees.rollBack(key, draft.base(), tree);
    drafting.end(key, failure);
  }

  private Attempt attempt(AttemptKey key, Draft draft) throws InterruptedException {
    return switch (drafting.propose(key, draft)) {
      case Proposing.Ending.Failed(var failure) -> failed(failure, draft);
      case Proposing.Ending.GivenUp(var failure) -> new Attempt.GivenUp(failure);
      case Proposing.Ending.Proposed made -> {
        approvals.release(key);
        yield resolve(key, draft, made);
      }
    };
  }

  private Attempt resolve(AttemptKey key, Draft draft, Proposing.Ending.Proposed made)
      throws InterruptedException {
    return switch (Resolver.resolve(draft.tree(), made.proposal())) {
      case Resolution.Refused(var problems) -> failed(Failures.ofConflicts(problems), draft);
      case Resolution.Resolved(var changes, _) -> apply(key, draft, made, changes);
    };
  }

  private Attempt apply(
      AttemptKey key, Draft draft, Proposing.Ending.Proposed made, ChangeSet changes)
      throws InterruptedException {
    try {
      return judge(key, draft, made, changes);
    } catch (RefusedChangeException refused) {
      return failed(Failures.of(refused), draft);
    }
  }

  private Attempt judge(
      AttemptKey key, Draft draft, Proposing.Ending.Proposed made, ChangeSet changes)
      throws InterruptedException {
    return switch (approvals.judge(key, draft, changes)) {
      case Approvals.Judgement.Granted(var grants) ->
          check(key, draft.granted(grants), made, changes);
      case Approvals.Judgement.Refused(var failure) -> failed(failure, draft);
      case Approvals.Judgement.Asked(var request) ->
          new Attempt.Ended(new PhaseOutcome.AwaitingApproval(key.phase(), request));
    };
  }

  private Attempt check(
      AttemptKey key, Draft draft, Proposing.Ending.Proposed made, ChangeSet changes)
      throws InterruptedException {
    var tree = trees.apply(key, draft, changes);
    var checked = gates.check(key, draft, new PhaseGates.Work(made.declarations(), changes), tree);
    return switch (finalizer.decide(checked.verdicts())) {
      case Ruling.Complete ruling -> {
        var evidence = gates.seal(key, draft, tree, checked, ruling);
        var commit = trees.commit(key, draft, tree, evidence);
        drafting.end(key, commit);
        yield new Attempt.Ended(new PhaseOutcome.Complete(key.phase(), commit));
      }
      case Ruling.NotComplete ruling -> {
        var failure = Failures.of(ruling);
        var aligned = drafting.align(key, draft, made, changes, failure);
        yield aligned.isPresent()
            // Its steps are others than those of the change that it mends.
            ? resolve(key.inBatch(aligned.get().conversations()), draft, aligned.get())
            : new Attempt.Failed(failure, tree);
      }
    };
  }

  private static Attempt failed(Failure failure, Draft draft) {
    return new Attempt.Failed(failure, draft.baseTree());
  }

  /** How an attempt ends: with the phase's turn, or in a failure that leaves a tree behind. */
  private sealed interface Attempt {
    record Ended(PhaseOutcome outcome) implements Attempt {}

    record Failed(Failure failure, TreeId tree) implements Attempt {}

    /** No other attempt would differ. */
    record GivenUp(Failure failure) implements Attempt {}
  }
}
