package dev.autopack.gate;

import dev.autopack.edit.ChangeSet;
import dev.autopack.policy.RiskScore;
import java.util.List;
import java.util.Optional;

/**
 * All that the quality gate judges by.
 *
 * @param baseline what the tests covered before
 * @param now what they covered on the tree that is judged
 * @param lint empty where none is configured
 */
public record QualityQuestion(
    QualitySettings settings,
    Baseline baseline,
    List<TestReport> now,
    ChangeSet changes,
    Optional<Lint> lint,
    RiskScore risk,
    Audit audit) {
  public QualityQuestion {
    now = List.copyOf(now);
  }

  /** The same, with what came of asking an auditor. */
  public QualityQuestion audited(Audit by) {
    return new QualityQuestion(settings, baseline, now, changes, lint, risk, by);
  }

  /**
   * What the lint command said.
   *
   * @param before of the tree the phase began with; empty where nobody needed to ask
   */
  public record Lint(TestReport now, Optional<TestReport> before) {}
}
