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
 */
public record TestsQuestion(
    Validation validation,
    List<RepoPath> paired,
    List<Deliverable> deliverables,
    Baseline baseline,
    List<TestReport> now,
    Tree after) {
  public TestsQuestion {
    paired = List.copyOf(paired);
    deliverables = List.copyOf(deliverables);
    now = List.copyOf(now);
  }
}
