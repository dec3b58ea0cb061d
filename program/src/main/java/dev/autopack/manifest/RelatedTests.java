package dev.autopack.manifest;

import dev.autopack.code.TestNames;
import dev.autopack.code.TestPairs;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Deliverable;
import java.util.LinkedHashSet;
import java.util.List;

/** The tests that concern what a phase changed, where nothing said before what that would be. */
public final class RelatedTests {
  private RelatedTests() {}

  /** Changed test files and those named after changed files, as far as they are in the tree. */
  public static List<RepoPath> of(List<Deliverable> changed, Tree after) {
    var pairs = TestPairs.of(after.paths());
    var tests = new LinkedHashSet<RepoPath>();
    for (var deliverable : changed) {
      if (TestNames.holdsTests(deliverable.path())) {
        tests.add(deliverable.path());
      }
      pairs.testsOf(deliverable.path()).stream().filter(TestNames::holdsTests).forEach(tests::add);
    }
    return tests.stream().filter(after::contains).toList();
  }
}
