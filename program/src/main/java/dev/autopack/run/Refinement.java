package dev.autopack.run;

import dev.autopack.budget.Estimate;
import dev.autopack.budget.Estimator;
import dev.autopack.budget.FileFacts;
import dev.autopack.builder.Conversation;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Declaration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a declaration at the beginning of a reply makes of its estimate, while the stream is open.
 * What is enforced of the call stays; its continuations are allowed what is known then.
 *
 * @param sizes what the estimate asks about the files of a tree
 */
record Refinement(Conversation conversation, Function<Tree, FileFacts> sizes, Events events) {
  /** Empty where it fails, which is told and stops nothing. */
  Optional<Estimate> of(CallKey call, Declaration declaration) {
    var before = conversation.budget().estimate();
    try {
      var phase = conversation.phase();
      var refined =
          new Estimator(sizes.apply(conversation.tree()))
              .refined(
                  before.format(),
                  before.writing(),
                  phase.intent(),
                  phase.deliverables(),
                  declaration)
              .declaring(declaration.files().size())
              .calibrated(before.calibratedBy());
      events.tell(
          call.phase(),
          "estimate_refined",
          Map.of("call", call.toString(), "tokens", Long.toString(refined.p50())),
          "%s declared: about %d tokens and up to %d, where %d were expected"
              .formatted(
                  Words.count(declaration.files().size(), "file"),
                  refined.p50(),
                  refined.p95(),
                  before.p50()));
      return Optional.of(refined);
    } catch (RuntimeException e) {
      events.tell(
          call.phase(),
          "estimate_failed",
          Map.of("call", call.toString()),
          "the declaration did not refine the estimate: %s".formatted(e));
      return Optional.empty();
    }
  }
}
