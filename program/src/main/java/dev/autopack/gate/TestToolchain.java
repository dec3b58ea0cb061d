package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs one kind of test tool and reads its structured report; a child package each. */
public interface TestToolchain {
  /** As in evidence and settings: {@code pytest}, {@code maven}. */
  String id();

  /** Whether the tree has tests of this kind. */
  boolean detects(Tree tree);

  /** Whether the file holds tests of this kind, by its name. */
  boolean isTest(RepoPath path);

  /**
   * Runs all tests. Never throws for what the tests do: a hang, a crash and a compile error are in
   * the report.
   */
  TestReport run(Request request) throws InterruptedException;

  /**
   * Where and how to run.
   *
   * @param folder the laid-out tree
   * @param tree the same files, for reading identities from the source
   * @param reports an empty folder outside the worktree, for reports
   */
  record Request(Path folder, Tree tree, Path reports, Duration wall, Duration idle) {}

  /** Test ids by a static reading of the source, for a report that died early. */
  List<TestId> readIds(Tree tree);
}
