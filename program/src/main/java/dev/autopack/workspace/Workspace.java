package dev.autopack.workspace;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.Tree;
import dev.autopack.plan.PhaseId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One run's linked worktree, its branch and its refs. Every method is idempotent and survives being
 * killed at any instant: called again with the same arguments it ends in the same state. One thread
 * at a time.
 */
public interface Workspace {
  /** Where the files lie; gates run here. */
  Path folder();

  /** The newest commit of the run's branch. */
  CommitId head();

  TreeId treeOf(CommitId commit);

  Tree read(TreeId tree);

  /** As {@link Repository#history}; a workspace without a past has none. */
  default List<PastCommit> history(CommitId upTo, int most) {
    return List.of();
  }

  /** Names the present head under {@code refs/autopack/RUN/checkpoints/NAME}. */
  Checkpoint checkpoint(String name);

  /**
   * Makes the tree that the changes make of {@code onto}, all or nothing, and lays it out in the
   * folder; what tools left there stays. Modes are kept; a link or submodule is never written
   * through.
   *
   * @throws RefusedChangeException when one of the changes cannot be made; nothing is changed then
   */
  TreeId apply(TreeId onto, ChangeSet changes);

  /**
   * Makes the folder hold exactly this tree: tracked files restored, what tools left behind
   * removed, but for {@code keep} (folders that the setup command made, relative to the folder).
   */
  void layOut(TreeId tree, List<String> keep);

  /**
   * Commits the tree that the gates judged as the one commit of a phase; found again by its
   * trailers.
   *
   * @param trailers in order, for example {@code Autopack-Run: ID}
   * @throws IllegalStateException when the head is neither {@code parent} nor that commit
   */
  CommitId commit(TreeId judged, CommitId parent, String message, List<Trailer> trailers);

  /**
   * Moves the branch and the tracked files of the folder back to the checkpoint; what tools left
   * stays until the next {@link #layOut}. A head that is left behind is kept under {@code
   * refs/autopack/RUN/rolled-back}.
   */
  void rollBackTo(Checkpoint checkpoint);

  /**
   * Keeps an attempt's tree, on top of the head, as branch {@code autopack-partial/RUN/NAME}; where
   * another tree has that name already, with a number after it.
   *
   * @return the branch's name
   */
  String keepPartial(String name, TreeId tree, String message);

  /** Keeps a change that awaits approval, under {@code refs/autopack/RUN/phases/PHASE/held}. */
  HeldRef hold(PhaseId phase, TreeId tree, String message);

  /** Empty where nothing is held for the phase. */
  Optional<HeldRef> held(PhaseId phase);

  void release(PhaseId phase);

  /** A unified diff for people, with rename detection and no external tool. */
  String diff(TreeId from, TreeId to);

  /** Changed files with added and deleted lines, from git. */
  List<ChangedFile> changedFiles(TreeId from, TreeId to);

  /**
   * Adds a file to the history under {@code refs/autopack/RUN/evidence}; the same name and content
   * again changes nothing.
   */
  void saveEvidence(String name, byte[] content);

  Optional<byte[]> findEvidence(String name);

  /** A named state to go back to. */
  record Checkpoint(String name, CommitId commit) {}

  /** A kept change: its tree, and the commit it was made on. */
  record HeldRef(String ref, CommitId on, TreeId tree) {}

  /** A line at the end of a commit message that programs read. */
  record Trailer(String key, String value) {}

  /**
   * What git says of one changed path.
   *
   * @param status A, M, D or R
   * @param added lines; -1 for a binary file
   */
  record ChangedFile(char status, String path, Optional<String> from, int added, int deleted) {}
}
