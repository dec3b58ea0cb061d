package dev.autopack.run;

import dev.autopack.budget.Budget;
import dev.autopack.budget.ModelProfile;
import dev.autopack.builder.Conversation;
import dev.autopack.builder.Portion;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.failure.Failure;
import dev.autopack.manifest.Manifest;
import dev.autopack.model.Model;
import dev.autopack.output.Unit;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Phase;
import dev.autopack.policy.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gets an attempt's proposal from its builder, in as many batches as it takes. Each is a
 * conversation of its own that sees what the earlier ones really made; what is still to come is
 * divided anew after each. One that fails is tried again alone, and the others' work is kept.
 *
 * <p>Every conversation has a number of its own, which its steps' keys carry. What is asked for
 * next is a step, so that a later version that divides otherwise goes on where this one was.
 */
final class Proposing {
  private final RunPorts ports;
  private final Events events;
  private final BatchTurn turns;
  private final Credit credit;
  private final Function<ModelProfile, Model> models;
  private final int maxPromptTokens;

  /**
   * @param models opens a model, or finds it open
   * @param maxPromptTokens what settings allow a prompt to take
   */
  Proposing(
      RunPorts ports,
      Events events,
      BatchTurn turns,
      Credit credit,
      Function<ModelProfile, Model> models,
      int maxPromptTokens) {
    this.ports = ports;
    this.events = events;
    this.turns = turns;
    this.credit = credit;
    this.models = models;
    this.maxPromptTokens = maxPromptTokens;
  }

  /** How it ends. */
  sealed interface Ending {
    /**
     * Everything came.
     *
     * @param batches how many it took; more than one may need to be aligned
     * @param conversations how many numbers of conversations are taken
     * @param declarations what the builder declared, in its order
     */
    record Proposed(
        Proposal proposal, int batches, int conversations, List<Declaration> declarations)
        implements Ending {
      public Proposed {
        declarations = List.copyOf(declarations);
      }
    }

    /** A batch did not come; another attempt may. */
    record Failed(Failure failure) implements Ending {}

    /** One of several batches did not come as often as it may be tried. */
    record GivenUp(Failure failure) implements Ending {}
  }

  /**
   * What one attempt asks with.
   *
   * @param tries how often each of several batches may be asked for
   * @param narrowed what to show for a part of the phase, on what was made so far
   * @param refusals what policy refuses of a single edit, at stream time
   */
  record Asking(
      ModelProfile profile,
      int tries,
      BiFunction<Phase, Tree, Manifest> narrowed,
      Function<FileEdit, List<Finding>> refusals) {}

  Ending propose(AttemptKey key, Draft draft, Asking asking) throws InterruptedException {
    var phase = draft.phase();
    var progress =
        new Progress(
            draft.start().tree(),
            draft.asking().batching(),
            phase.deliverables(),
            draft.manifest().dependencies(),
            draft.manifest().estimate());
    var failures = new ArrayList<>(draft.asking().failures());
    var declarations = new ArrayList<Declaration>();
    int batches = 0;
    int tried = 0;
    int conversation = 0;
    while (!progress.isDone()) {
      conversation++;
      var batchKey = key.inBatch(conversation);
      var next = next(batchKey, draft, progress);
      tried++;
      var ending = turns.run(batchKey, turn(batchKey, draft, asking, progress, next, failures));
      var failure =
          switch (ending) {
            case BatchTurn.Ending.Failed(var why) -> Optional.of(why);
            case BatchTurn.Ending.Proposed(var proposal) -> {
              var declared = declarations(batchKey);
              var misfit = progress.take(next, proposal, declared);
              if (misfit.isEmpty()) {
                declarations.addAll(declared);
                credit.proposed(batchKey, proposal);
              }
              yield misfit;
            }
          };
      if (failure.isEmpty()) {
        batches++;
        tried = 0;
        continue;
      }
      if (!next.isOneOfSeveral()) {
        return new Ending.Failed(failure.orElseThrow());
      }
      if (tried >= asking.tries()) {
        return new Ending.GivenUp(failure.orElseThrow());
      }
      failures.add(failure.orElseThrow());
    }
    return new Ending.Proposed(progress.proposal(), batches, conversation, declarations);
  }

  private NextBatch next(AttemptKey key, Draft draft, Progress progress)
      throws InterruptedException {
    return ports
        .journal()
        .step(
            key.step("next batch", NextBatch.class),
            _ -> {
              var next = progress.next();
              if (next.isOneOfSeveral()) {
                tell(draft.phase(), next);
              }
              return next;
            });
  }

  private void tell(Phase phase, NextBatch next) {
    var files = next.batch().files();
    events.tell(
        phase.id(),
        "batch",
        Map.of(
            "batch", Integer.toString(next.number()),
            "batches", Integer.toString(next.total()),
            "files", files.stream().map(RepoPath::value).collect(Collectors.joining(" "))),
        "batch %d of %d, %s: %s"
            .formatted(
                next.number(),
                next.total(),
                Words.count(files.size(), "file"),
                next.batch().reason()));
  }

  private BatchTurn.Asking turn(
      AttemptKey key,
      Draft draft,
      Asking asking,
      Progress progress,
      NextBatch next,
      List<Failure> failures) {
    var phase = draft.phase();
    var profile = asking.profile();
    var budget = Budget.covering(next.batch().estimate(), phase.intent(), profile.window());
    var conversation =
        next.isOneOfSeveral()
            ? portion(draft, asking, progress, next, failures, budget)
            : new Conversation(
                phase,
                draft.manifest(),
                draft.start().tree(),
                failures,
                Optional.empty(),
                budget,
                inputTokens(profile, budget));
    return new BatchTurn.Asking(
        models.apply(profile),
        profile,
        conversation.of(key.run().value()),
        shape(draft, next.isOneOfSeveral()),
        BatchBounds.of(budget, profile.window()),
        asking.refusals());
  }

  private Conversation portion(
      Draft draft,
      Asking asking,
      Progress progress,
      NextBatch next,
      List<Failure> failures,
      Budget budget) {
    var narrowed = draft.phase().listing(progress.deliverables(next.batch()));
    var finished = progress.finished(next.batch().files());
    var tree = progress.tree();
    return new Conversation(
        narrowed,
        asking.narrowed().apply(narrowed, tree),
        tree,
        failures,
        Optional.empty(),
        budget,
        inputTokens(asking.profile(), budget),
        new Portion.Batch(next.number(), next.total(), progress.later(next.batch()), finished));
  }

  private List<Declaration> declarations(AttemptKey key) {
    return ports.store().units(key.run(), key.phase(), key.attempt(), key.batch()).stream()
        .flatMap(stored ->
            stored.unit() instanceof Unit.Declare(var declaration)
                ? Stream.of(declaration)
                : Stream.empty())
        .toList();
  }

  private static CallReservation.Shape shape(Draft draft, boolean isBatched) {
    var intent = draft.phase().intent();
    return new CallReservation.Shape(
        intent.category(), intent.complexity(), draft.manifest().write().size(), isBatched);
  }

  /** What is left of the window for the prompt, bounded by what settings allow. */
  private int inputTokens(ModelProfile profile, Budget budget) {
    return Math.min(maxPromptTokens, profile.window().contextTokens() - budget.maxOutputTokens());
  }

  /**
   * Has what does not fit between batches mended by one small call.
   *
   * @param made what all batches brought
   * @param what the findings and the files concerned, and no more
   * @return everything with the mending; empty where the call brought nothing that can be used
   */
  Optional<Ending.Proposed> align(
      AttemptKey key, Draft draft, Asking asking, Ending.Proposed made, Alignment what)
      throws InterruptedException {
    var own = key.inBatch(made.conversations() + 1);
    var profile = asking.profile();
    var budget = what.budget(draft.asking().output().format(), profile.window());
    var narrowed = draft.phase().listing(what.deliverables());
    var conversation =
        new Conversation(
            narrowed,
            draft.manifest().readingNothing(narrowed),
            what.tree(),
            List.of(),
            Optional.empty(),
            budget,
            inputTokens(profile, budget),
            new Portion.Alignment(what.findings()));
    var ending =
        turns.run(
            own,
            new BatchTurn.Asking(
                models.apply(profile),
                profile,
                conversation.of(own.run().value()),
                shape(draft, true),
                new BatchBounds(1, budget.maxOutputTokens()),
                asking.refusals()));
    if (!(ending instanceof BatchTurn.Ending.Proposed(var proposal))
        || proposal.edits().isEmpty()) {
      return Optional.empty();
    }
    credit.proposed(own, proposal);
    var all = new ArrayList<>(made.proposal().edits());
    all.addAll(proposal.edits());
    return Optional.of(
        new Ending.Proposed(new Proposal(all), 1, made.conversations() + 1, made.declarations()));
  }
}
