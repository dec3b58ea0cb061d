package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Contents;
import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.budget.Format;
import dev.autopack.budget.Writing;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import java.util.Optional;

/** What a commit is when it is asked of a builder, and what a builder that knows it would emit. */
public final class TrueOutput {
  private TrueOutput() {}

  /** The phase that is the commit; empty where a plan may not say it. */
  public static Optional<Phase> phase(Commit commit) {
    var paths =
        commit.files().stream()
            .map(file ->
                new FileTexts(
                    file.status(), file.path(), file.oldPath(), Optional.empty(), Optional.empty()))
            .toList();
    var plan = PlanOf.commit(new Truth(commit, new Contents(paths)));
    return switch (PlanReader.read("plan.json", plan)) {
      case Reading.Mistaken<Plan> _ -> Optional.empty();
      case Reading.Read<Plan>(var read, _) -> Optional.of(read.phases().getFirst());
    };
  }

  /** Tokens of the oracle's whole reply. */
  public static int tokens(Commit commit, Contents contents, Format format, Writing writing) {
    var script = Script.valueOf(format.name());
    return Tokens.count(new Truth(commit, contents).reply(script, writing));
  }
}
