package dev.autopack.workspace;

import dev.autopack.edit.Tree;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The user's repository, only ever read, but for refs and linked worktrees of our own. */
public interface Repository {
  /** The top of the user's checkout. */
  Path top();

  /** What a run would start from: the commit that HEAD names. */
  CommitId base();

  Tree read(CommitId commit);

  /**
   * The commits up to this one, newest first and without merges; nothing where git cannot say.
   *
   * @param most so many at most
   */
  List<PastCommit> history(CommitId upTo, int most);

  /**
   * Things a person should know before a run starts, each a sentence: uncommitted changes that are
   * not part of the run, a shallow history, submodules, LFS files, names that cannot be edited.
   */
  List<String> notices();

  /** Makes the run's worktree and branch at the commit, or opens what a killed start left. */
  Workspace create(RunId run, CommitId base);

  /**
   * A worktree of the commit to look at and run things in, under a name of its own; nothing may be
   * committed there, so nobody's name is asked for. {@link #remove} takes it away again.
   */
  Workspace lend(RunId name, CommitId commit);

  /** What runs left here for anyone to check. */
  Seals seals();

  /** What puts a run's commits onto a branch. */
  Landing landing();

  /** Opens an existing run's worktree, made anew where its folder is gone. */
  Workspace open(RunId run);

  /**
   * The change that a phase holds for approval, as a unified diff; empty where it holds none. Only
   * reads, so it may be asked while another process executes the run.
   */
  Optional<String> heldDiff(RunId run, PhaseId phase);

  /**
   * Removes a run's worktree and, where told so, its branch and refs as well.
   *
   * @param what how much is removed
   */
  void remove(RunId run, Removal what);

  /** How much of a run is removed. */
  enum Removal {
    WORKTREE,
    EVERYTHING
  }
}
