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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The part of a phase's story that costs tokens, told on its own: the draft, the calls of its
 * attempts until one brings a proposal that fits, and what that makes of the tree. Nothing is
 * judged, applied, checked or committed. For measurements of output over many phases.
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

  /**
   * Tells the phase as far as that: each attempt that brings nothing is followed by another that
   * reads why, as often as the run's settings or the phase's own limits allow.
   */
  public Outcome tell(Phase phase) throws InterruptedException {
    try {
      var history = new ArrayList<Failure>();
      for (int number = 1; ; number++) {
        var told = attempt(phase, number, history);
        if (told.again().isEmpty() || number >= drafting.attempts(phase)) {
          return told.outcome();
        }
        drafting.end(drafting.key(phase, number), told.again().get());
        history.add(told.again().get());
      }
    } catch (NotNow notNow) {
      return new Outcome.Suspended(String.valueOf(notNow.getMessage()));
    }
  }

  /** What came of one attempt, and the failure that another may mend. */
  private record Told(Outcome outcome, Optional<Failure> again) {
    private static Told last(Outcome outcome) {
      return new Told(outcome, Optional.empty());
    }
  }

  private Told attempt(Phase phase, int number, List<Failure> history) throws InterruptedException {
    var key = drafting.key(phase, number);
    var draft = drafting.draft(phase, key, List.copyOf(history));
    if (!draft.objections().isEmpty()) {
      return Told.last(new Outcome.Unfit(draft.objections()));
    }
    drafting.begin(phase, key);
    return switch (drafting.propose(key, draft)) {
      case Proposing.Ending.Failed(var failure) ->
          new Told(new Outcome.Failed(failure), Optional.of(failure));
      case Proposing.Ending.GivenUp(var failure) -> Told.last(new Outcome.Failed(failure));
      case Proposing.Ending.Proposed(var proposal, _, _, _) ->
          switch (Resolver.resolve(draft.tree(), proposal)) {
            case Resolution.Refused(var problems) ->
                new Told(
                    new Outcome.Conflicting(problems), Optional.of(Failures.ofConflicts(problems)));
            case Resolution.Resolved(var changes, _) -> Told.last(new Outcome.Proposed(changes));
          };
    };
  }
}
