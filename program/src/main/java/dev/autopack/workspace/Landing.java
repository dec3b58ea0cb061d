package dev.autopack.workspace;

import dev.autopack.plan.RunId;
import java.util.List;
import java.util.Optional;

/**
 * Puts commits of a run onto a branch that may have moved on. Only {@link #fastForward} and {@link
 * #push} change anything that others see, and each does it wholly or not at all.
 */
public interface Landing {
  /** The branch that the user's checkout is on; empty where it is on none. */
  Optional<String> currentBranch();

  /** Where a branch of this repository stands; empty where there is no such branch. */
  Optional<CommitId> tip(String branch);

  /** The remote that a branch belongs to by the user's settings, else {@code origin}. */
  String remoteOf(String branch);

  /**
   * Fetches a branch and says where it stands there.
   *
   * @throws dev.autopack.error.OperatorException with git's own words when it cannot be fetched
   */
  CommitId fetch(String remote, String branch);

  boolean isAncestor(CommitId older, CommitId newer);

  /** The trees that the commits would have on top of another commit; nothing is moved. */
  Rebase rebase(CommitId onto, List<SealedCommit> commits);

  /** What came of it. */
  sealed interface Rebase {
    /** One tree a commit, in the same order. */
    record Done(List<TreeId> trees) implements Rebase {
      public Done {
        trees = List.copyOf(trees);
      }
    }

    /** A commit does not fit; {@code paths} are those in which both sides changed the same. */
    record Conflict(SealedCommit commit, List<String> paths) implements Rebase {
      public Conflict {
        paths = List.copyOf(paths);
      }
    }
  }

  /**
   * Moves a local branch on. Where it is checked out, its files move with it as {@code git merge
   * --ff-only} moves them, which refuses where uncommitted work would be lost.
   *
   * @throws dev.autopack.error.OperatorException when it cannot; nothing has moved then
   */
  void fastForward(String branch, CommitId from, CommitId to);

  /**
   * Pushes a commit as a branch of a remote, and the run's evidence with it; never by force.
   *
   * @throws dev.autopack.error.OperatorException when the remote refuses; nothing has moved then
   */
  void push(String remote, String branch, CommitId to, RunId run);
}
