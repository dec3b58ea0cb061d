package dev.autopack.run;

import dev.autopack.gate.Audit;
import dev.autopack.gate.QualityQuestion;
import dev.autopack.gate.QualitySettings;
import dev.autopack.policy.Policy;
import dev.autopack.workspace.TreeId;
import java.util.Optional;

/** Gathers what the quality gate judges by, but for the audit, which comes last. */
final class QualityChecks {
  private static final String NOT_YET = "the executed parts come first";

  private final TestSteps steps;
  private final Policy policy;
  private final QualitySettings settings;

  QualityChecks(TestSteps steps, Policy policy, QualitySettings settings) {
    this.steps = steps;
    this.policy = policy;
    this.settings = settings;
  }

  QualityQuestion question(Draft draft, PhaseGates.Work work, TreeId tree, TestChecks.Tested tested)
      throws InterruptedException {
    return new QualityQuestion(
        settings,
        tested.baseline(),
        tested.reports(),
        work.changes(),
        lint(draft, tree),
        policy.score(Scopes.of(draft), work.changes()),
        new Audit.Off(NOT_YET));
  }

  /** The tree before the phase is looked at only where the one after it is not clean. */
  private Optional<QualityQuestion.Lint> lint(Draft draft, TreeId tree)
      throws InterruptedException {
    if (settings.lint().isEmpty() || tree.equals(draft.baseTree())) {
      return Optional.empty();
    }
    var now = steps.ran("lint", settings.lint(), tree);
    return Optional.of(
        new QualityQuestion.Lint(
            now,
            now.execution().exitCode() == 0
                ? Optional.empty()
                : Optional.of(steps.ran("lint", settings.lint(), draft.baseTree()))));
  }
}
