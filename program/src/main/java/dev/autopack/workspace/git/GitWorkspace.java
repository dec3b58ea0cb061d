package dev.autopack.workspace.git;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.PhaseId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.PastCommit;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.git.FolderSweep.Leftovers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A run's worktree, branch and refs, on the git command line. */
final class GitWorkspace implements Workspace {
  private final RunRefs names;
  private final Path folder;
  private final ObjectReader reader;
  private final TreeWriter trees;
  private final CommitWriter commits;
  private final Refs refs;
  private final WorkFolder workFolder;
  private final Git privateGit;

  GitWorkspace(
      RunRefs names,
      Path folder,
      ObjectReader reader,
      TreeWriter trees,
      CommitWriter commits,
      Refs refs,
      WorkFolder workFolder,
      Git privateGit) {
    this.names = names;
    this.folder = folder;
    this.reader = reader;
    this.trees = trees;
    this.commits = commits;
    this.refs = refs;
    this.workFolder = workFolder;
    this.privateGit = privateGit;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public CommitId head() {
    return find(names.branch())
        .orElseThrow(
            () -> new IllegalStateException("the branch %s is gone".formatted(names.branchName())));
  }

  private Optional<CommitId> find(String ref) {
    return reader.findCommit(ref).map(CommitId::new);
  }

  @Override
  public TreeId treeOf(CommitId commit) {
    return new TreeId(reader.commit(commit.value()).tree());
  }

  @Override
  public Tree read(TreeId tree) {
    return new GitTree(tree, reader);
  }

  @Override
  public Checkpoint checkpoint(String name) {
    var head = head();
    var ref = names.checkpoint(name);
    if (!find(ref).equals(Optional.of(head))) {
      refs.move(Refs.Move.set(ref, head.value()));
    }
    return new Checkpoint(name, head);
  }

  @Override
  public TreeId apply(TreeId onto, ChangeSet changes) {
    var tree = trees.apply(onto, changes);
    workFolder.layOut(tree, Leftovers.STAY, List.of());
    return tree;
  }

  @Override
  public void layOut(TreeId tree, List<String> keep) {
    workFolder.layOut(tree, Leftovers.GO, keep.stream().map(RepoPath::new).toList());
  }

  @Override
  public CommitId commit(TreeId judged, CommitId parent, String message, List<Trailer> trailers) {
    var head = head();
    if (head.equals(parent)) {
      var text = CommitWriter.message(message, trailers);
      var commit = commits.write(judged, List.of(parent), text);
      refs.move(Refs.Move.step(names.branch(), parent.value(), commit.value()));
      return commit;
    }
    var found = reader.commit(head.value());
    if (found.tree().equals(judged.value())
        && found.parents().equals(List.of(parent.value()))
        && found.message().endsWith("\n\n" + CommitWriter.paragraph(trailers))) {
      return head;
    }
    throw new IllegalStateException(
        "the branch %s is at %s, neither at %s nor at the commit to be made on it"
            .formatted(names.branchName(), head, parent));
  }

  @Override
  public void rollBackTo(Checkpoint checkpoint) {
    var head = head();
    var to = checkpoint.commit();
    if (!head.equals(to)) {
      refs.move(
          Refs.Move.set(names.leftBehind(head.value()), head.value()),
          Refs.Move.step(names.branch(), head.value(), to.value()));
    }
    workFolder.layOut(treeOf(to), Leftovers.STAY, List.of());
  }

  @Override
  public String keepPartial(String name, TreeId tree, String message) {
    var head = head();
    var base = names.partial(name);
    var ref = base;
    for (int number = 2; ; number++) {
      var kept = find(ref);
      if (kept.isEmpty()) {
        var commit = commits.write(tree, List.of(head), CommitWriter.message(message, List.of()));
        refs.move(Refs.Move.create(ref, commit.value()));
        return branchName(ref);
      }
      if (isOn(kept.get(), head, tree)) {
        return branchName(ref);
      }
      // Another tree under that name is somebody's work as well.
      ref = base + "-" + number;
    }
  }

  private boolean isOn(CommitId commit, CommitId parent, TreeId tree) {
    var found = reader.commit(commit.value());
    return found.tree().equals(tree.value()) && found.parents().equals(List.of(parent.value()));
  }

  private static String branchName(String ref) {
    return ref.substring("refs/heads/".length());
  }

  @Override
  public HeldRef hold(PhaseId phase, TreeId tree, String message) {
    var head = head();
    var ref = names.held(phase);
    var held = find(ref);
    if (held.isEmpty() || !isOn(held.get(), head, tree)) {
      var commit = commits.write(tree, List.of(head), CommitWriter.message(message, List.of()));
      refs.move(Refs.Move.set(ref, commit.value()));
    }
    return new HeldRef(ref, head, tree);
  }

  @Override
  public Optional<HeldRef> held(PhaseId phase) {
    var ref = names.held(phase);
    return find(ref)
        .map(commit -> reader.commit(commit.value()))
        .map(commit ->
            new HeldRef(ref, new CommitId(commit.parents().getFirst()), new TreeId(commit.tree())));
  }

  @Override
  public void release(PhaseId phase) {
    var ref = names.held(phase);
    if (find(ref).isPresent()) {
      refs.move(Refs.Move.delete(ref));
    }
  }

  @Override
  public String diff(TreeId from, TreeId to) {
    return diff(privateGit, from.value(), to.value());
  }

  static String diff(Git git, String from, String to) {
    var out =
        git.run(
            "diff-tree",
            "-r",
            "-p",
            "-M",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            from,
            to);
    return new String(out, StandardCharsets.UTF_8);
  }

  @Override
  public List<PastCommit> history(CommitId upTo, int most) {
    return PastCommits.read(privateGit, upTo, most);
  }

  @Override
  public List<ChangedFile> changedFiles(TreeId from, TreeId to) {
    var out =
        privateGit.run(
            "diff-tree",
            "-r",
            "-z",
            "-M",
            "--raw",
            "--numstat",
            "--no-ext-diff",
            "--no-textconv",
            from.value(),
            to.value());
    return ChangedFiles.parse(new String(out, StandardCharsets.UTF_8));
  }

  @Override
  public void saveEvidence(String name, byte[] content) {
    var path = new RepoPath(name);
    var saved = find(names.evidence());
    var present = saved.flatMap(commit -> read(treeOf(commit)).bytes(path));
    if (present.filter(bytes -> Arrays.equals(bytes, content)).isPresent()) {
      return;
    }
    var tree = trees.with(saved.map(this::treeOf), path, content);
    var text = CommitWriter.message("Evidence " + name, List.of());
    var commit = commits.write(tree, saved.stream().toList(), text);
    refs.move(Refs.Move.set(names.evidence(), commit.value()));
  }

  @Override
  public Optional<byte[]> findEvidence(String name) {
    var path = new RepoPath(name);
    return find(names.evidence()).flatMap(commit -> read(treeOf(commit)).bytes(path));
  }
}
