package dev.autopack.bench.estimate;

import dev.autopack.budget.Estimator;
import dev.autopack.budget.Format;
import dev.autopack.budget.Writing;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import java.util.List;

/** The estimator, asked about some deliverables of a phase. */
record Ask(Estimator estimator, Phase phase, List<Deliverable> deliverables) {
  Ask(Estimator estimator, Phase phase) {
    this(estimator, phase, phase.deliverables());
  }

  Ask of(List<Deliverable> others) {
    return new Ask(estimator, phase, others);
  }

  long p50(Format format, Writing writing) {
    return estimator.estimate(format, writing, phase.intent(), deliverables).p50();
  }

  /** The p50 of edits after that declaration. */
  long refined(Format format, Declaration declaration) {
    return estimator
        .refined(format, Writing.EDITS, phase.intent(), deliverables, declaration)
        .p50();
  }
}
