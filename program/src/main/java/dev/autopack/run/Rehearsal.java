package dev.autopack.run;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.output.FormatChoice;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The part of a phase's story that costs tokens, told on its own: the draft, the calls of its first
 * attempt, and what the proposal makes of the tree. Nothing is judged, applied, checked or
 * committed. For measurements of output over many phases.
 */
public final class Rehearsal {
  private final Drafting drafting;

  /**
   * Prepares a run that is already in the store.
   *
   * @param tools of which workspace (to read the head's tree), models and builder are used
   * @param formats what to make of the format that would be chosen
   */
  public Rehearsal(
      RunId run,
      Plan plan,
      RunPorts ports,
      RunTools tools,
      RunSettings settings,
      UnaryOperator<FormatChoice> formats,
      InstantSource clock) {
    var events = new Events(ports.store(), run, (_, _) -> {});
    var ledger = new Ledger(ports.store(), run, plan.limits(), clock);
    // What a phase may write is no question of output, and real commits hold keys for tests.
    var choices = new Drafting.Choices(formats, (_, _) -> List.of(), RunCalibration.NONE);
    this.drafting = new Drafting(run, plan, settings, ports, tools, ledger, events, choices);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The phase does not fit the tree, so nothing was asked. */
    record Unfit(List<FailureDigest> objections) implements Outcome {
      public Unfit {
        objections = List.copyOf(objections);
      }
    }

    /** No proposal came of the calls. */
    record Failed(Failure failure) implements Outcome {}

    /** A limit or the provider stopped it. */
    record Suspended(String why) implements Outcome {}

    /** The proposal does not fit the tree. */
    record Conflicting(List<Resolution.Problem> problems) implements Outcome {
      public Conflicting {
        problems = List.copyOf(problems);
      }
    }

    /** What policy would judge next. */
    record Proposed(ChangeSet changes) implements Outcome {}
  }

  /** Tells the first attempt of the phase as far as that. */
  public Outcome tell(Phase phase) throws InterruptedException {
    try {
      var key = drafting.key(phase, 1);
      var draft = drafting.draft(phase, key, List.of());
      if (!draft.objections().isEmpty()) {
        return new Outcome.Unfit(draft.objections());
      }
      drafting.begin(phase, key);
      return switch (drafting.propose(key, draft)) {
        case Proposing.Ending.Failed(var failure) -> new Outcome.Failed(failure);
        case Proposing.Ending.GivenUp(var failure) -> new Outcome.Failed(failure);
        case Proposing.Ending.Proposed(var proposal, _, _, _) ->
            switch (Resolver.resolve(draft.tree(), proposal)) {
              case Resolution.Refused(var problems) -> new Outcome.Conflicting(problems);
              case Resolution.Resolved(var changes, _) -> new Outcome.Proposed(changes);
            };
      };
    } catch (NotNow notNow) {
      return new Outcome.Suspended(String.valueOf(notNow.getMessage()));
    }
  }
}
