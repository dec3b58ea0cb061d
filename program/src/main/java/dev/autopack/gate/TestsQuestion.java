package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Validation;
import java.util.List;

/**
 * All that the tests gate judges by.
 *
 * @param paired test files that are paired with or import a deliverable
 * @param baseline what the tests said before
 * @param now one report a toolchain, and one for the validation command where there is one
 * @param after the tree that {@code now} is about
 * @param doubts what else is known of what fails
 */
public record TestsQuestion(
    Validation validation,
    List<RepoPath> paired,
    List<Deliverable> deliverables,
    Baseline baseline,
    List<TestReport> now,
    Tree after,
    Doubts doubts) {
  public TestsQuestion {
    paired = List.copyOf(paired);
    deliverables = List.copyOf(deliverables);
    now = List.copyOf(now);
  }

  /** Before anything ran again. */
  public TestsQuestion(
      Validation validation,
      List<RepoPath> paired,
      List<Deliverable> deliverables,
      Baseline baseline,
      List<TestReport> now,
      Tree after) {
    this(validation, paired, deliverables, baseline, now, after, Doubts.NONE);
  }

  public TestsQuestion with(Doubts other) {
    return new TestsQuestion(validation, paired, deliverables, baseline, now, after, other);
  }
}
