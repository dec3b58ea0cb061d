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

  /**
   * Whether the tree has tests of this kind.
   *
   * @param named files that a phase calls tests, whatever they are named
   */
  boolean detects(Tree tree, List<RepoPath> named);

  /**
   * The tree's independent builds with tests of this kind, each as a toolchain of its own whose id
   * names its folder: {@code node:frontend}. A workspace of many packages is one build.
   *
   * @param named files that a phase calls tests, whatever they are named
   */
  default List<TestToolchain> builds(Tree tree, List<RepoPath> named) {
    return detects(tree, named) ? List.of(this) : List.of();
  }

  /**
   * Folders of the worktree that {@link #prepare} fills, so that nobody sweeps them between two
   * trees that need the same.
   */
  default List<RepoPath> prepared(Tree tree) {
    return List.of();
  }

  /** Whether the file holds tests of this kind, by its name. */
  boolean isTest(RepoPath path);

  /**
   * Fetches what the tests need, once for the same lock files; only here may the network be used.
   * Never throws for what a tool does.
   *
   * @param request where; its selection does not count
   */
  default Preparation prepare(Request request) throws InterruptedException {
    return new Preparation.Ready();
  }

  /**
   * Runs the tests that are asked for, even after a failure. Never throws for what the tests do: a
   * hang, a crash and a compile error are in the report, and so is a tool that is not there.
   */
  TestReport run(Request request) throws InterruptedException;

  /**
   * Where and how to run.
   *
   * @param folder the laid-out tree
   * @param tree the same files, for reading identities from the source
   * @param reports a folder outside the worktree for reports; made where it is not there
   * @param caches a folder outside the worktree for what builds of earlier trees can lend to later
   *     ones; made where it is not there
   * @param named test files that a phase names, run even where the tool would not find them
   * @param patience when a run counts as hung
   * @param selection which tests are run
   */
  record Request(
      Path folder,
      Tree tree,
      Path reports,
      Path caches,
      List<RepoPath> named,
      Patience patience,
      Selection selection) {
    public Request {
      named = List.copyOf(named);
    }

    /** Of all tests, with the caches beside the reports. */
    public Request(Path folder, Tree tree, Path reports, List<RepoPath> named, Patience patience) {
      this(
          folder,
          tree,
          reports,
          reports.resolveSibling("caches"),
          named,
          patience,
          new Selection.All());
    }

    /** The same run with its reports in another folder. */
    public Request reportingTo(Path other) {
      return new Request(folder, tree, other, caches, named, patience, selection);
    }

    /** A run of these tests alone. */
    public Request selecting(Selection other) {
      return new Request(folder, tree, reports, caches, named, patience, other);
    }
  }

  /**
   * How long tests may take.
   *
   * @param wall in all
   * @param idle without a word
   */
  record Patience(Duration wall, Duration idle) {}
}
