package dev.autopack.builder;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.edit.Tree;
import dev.autopack.failure.Failure;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.manifest.Preflight;
import dev.autopack.output.Kept;
import dev.autopack.output.Merge;
import dev.autopack.plan.Phase;
import java.util.List;
import java.util.Optional;

/** Conversations for tests: a phase over a tree, everything else worked out or empty. */
record ConversationDraft(Phase phase, Tree tree, Format format) {
  static final ModelProfile PROFILE =
      new ModelProfile(
          "scripted",
          ModelProfile.Provider.REPLAY,
          "scripted-1",
          Optional.empty(),
          new ModelProfile.Window(200_000, 64_000),
          ModelProfile.Framing.JSON,
          Optional.empty());

  ConversationDraft(Phase phase, Tree tree) {
    this(phase, tree, Format.NDJSON);
  }

  Conversation first() {
    return with(List.of(), List.of(), 150_000);
  }

  Conversation after(Failure... failures) {
    return with(List.of(failures), List.of(), 150_000);
  }

  Conversation holding(Kept... kept) {
    return with(List.of(), List.of(kept), 150_000);
  }

  Conversation within(int maxInputTokens) {
    return with(List.of(), List.of(), maxInputTokens);
  }

  Conversation with(List<Failure> failures, List<? extends Kept> kept, int maxInputTokens) {
    var manifest =
        new ManifestMaker(Preflight.STANDARD).make(phase, tree, PhaseDraft.output(tree, format));
    var budget = Budget.covering(manifest.estimate(), phase.intent(), PROFILE.window());
    var merge = new Merge();
    kept.forEach(merge::add);
    var continuation =
        kept.isEmpty()
            ? Optional.<Continuation>empty()
            : Optional.of(
                new Continuation(merge.merged(), Continuation.Cause.OUTPUT_LIMIT, 2, List.of()));
    return new Conversation(phase, manifest, tree, failures, continuation, budget, maxInputTokens);
  }
}
