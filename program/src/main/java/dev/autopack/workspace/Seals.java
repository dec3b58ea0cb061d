package dev.autopack.workspace;

import dev.autopack.plan.RunId;
import java.util.List;
import java.util.Optional;

/** What runs left in a repository for anyone to check. Only reads, and needs no database. */
public interface Seals {
  /** The commit that a name stands for, as git understands it; empty where there is none. */
  Optional<CommitId> find(String revision);

  SealedCommit read(CommitId commit);

  /**
   * The commits of a run on its branch here or at a remote, else wherever a branch holds them.
   *
   * @return oldest first
   */
  List<SealedCommit> of(RunId run);

  /** The runs that have a branch or evidence here, or a branch at a remote. */
  List<RunId> runs();

  /** Every file under {@code refs/autopack/RUN/evidence}; none where the ref is not here. */
  List<byte[]> evidence(RunId run);
}
