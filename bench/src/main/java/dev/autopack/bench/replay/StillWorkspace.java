package dev.autopack.bench.replay;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.Tree;
import dev.autopack.plan.PhaseId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A workspace that stands still: its head has one tree, and nothing can be written. */
record StillWorkspace(Tree tree) implements Workspace {
  private static final String ID = "0123456789".repeat(4);

  @Override
  public CommitId head() {
    return new CommitId(ID);
  }

  @Override
  public TreeId treeOf(CommitId commit) {
    return new TreeId(ID);
  }

  @Override
  public Tree read(TreeId id) {
    return tree;
  }

  @Override
  public Path folder() {
    throw still();
  }

  @Override
  public Checkpoint checkpoint(String name) {
    throw still();
  }

  @Override
  public TreeId apply(TreeId onto, ChangeSet changes) {
    throw still();
  }

  @Override
  public void layOut(TreeId tree, List<String> keep) {
    throw still();
  }

  @Override
  public CommitId commit(TreeId judged, CommitId parent, String message, List<Trailer> trailers) {
    throw still();
  }

  @Override
  public void rollBackTo(Checkpoint checkpoint) {
    throw still();
  }

  @Override
  public String keepPartial(String name, TreeId tree, String message) {
    throw still();
  }

  @Override
  public HeldRef hold(PhaseId phase, TreeId tree, String message) {
    throw still();
  }

  @Override
  public Optional<HeldRef> held(PhaseId phase) {
    throw still();
  }

  @Override
  public void release(PhaseId phase) {
    throw still();
  }

  @Override
  public String diff(TreeId from, TreeId to) {
    throw still();
  }

  @Override
  public List<ChangedFile> changedFiles(TreeId from, TreeId to) {
    throw still();
  }

  @Override
  public void saveEvidence(String name, byte[] content) {
    throw still();
  }

  @Override
  public Optional<byte[]> findEvidence(String name) {
    throw still();
  }

  private static IllegalStateException still() {
    return new IllegalStateException("a rehearsal writes nothing");
  }
}
