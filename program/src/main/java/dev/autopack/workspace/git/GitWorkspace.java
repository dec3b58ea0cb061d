package dev.autopack.workspace.git;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's linked worktree. Trees are made of objects in an index of our own, so that a commit holds
 * what apply wrote and nothing that a tool left in the folder.
 */
final class GitWorkspace implements Workspace {
  private static final int DIFF_CONTEXT = 3;

  private final RunId run;
  private final Git git;
  private final Path folder;
  private final Path gitDir;
  private final Effects effects;
  private final Map<TreeId, GitTree> trees = new HashMap<>();
  private final Map<CommitId, TreeId> treesOfCommits = new HashMap<>();

  GitWorkspace(RunId run, Git git, Path folder, Path gitDir, Effects effects) {
    this.run = run;
    this.git = git;
    this.folder = folder;
    this.gitDir = gitDir;
    this.effects = effects;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public CommitId head() {
    return new CommitId(git.out("rev-parse", "--verify", branch()));
  }

  private String branch() {
    return "refs/heads/autopack/" + run;
  }

  private String ref(String name) {
    return "refs/autopack/" + run + "/" + name;
  }

  @Override
  public TreeId treeOf(CommitId commit) {
    return treesOfCommits.computeIfAbsent(
        commit, _ -> new TreeId(git.out("rev-parse", "--verify", commit + "^{tree}")));
  }

  @Override
  public Tree read(TreeId tree) {
    return trees.computeIfAbsent(tree, id -> new GitTree(git, id));
  }

  @Override
  public Checkpoint checkpoint(String name) {
    var head = head();
    update(ref("checkpoints/" + name), head.value());
    return new Checkpoint(name, head);
  }

  @Override
  public TreeId apply(TreeId onto, ChangeSet changes) {
    var tree = make(onto, changes);
    // Kept by a ref, so that no clean-up of unreachable objects takes it while it is judged.
    update(ref("applied"), commitTree(tree, head(), "Applied, not judged yet"));
    layOut(tree, List.of());
    return tree;
  }

  /** Writes blobs and a tree; nothing is visible yet. */
  private TreeId make(TreeId onto, ChangeSet changes) {
    var index = gitDir.resolve("autopack-index");
    var own = git.with(Map.of("GIT_INDEX_FILE", index.toString()));
    try {
      Files.deleteIfExists(index);
      Files.deleteIfExists(gitDir.resolve("autopack-index.lock"));
    } catch (IOException e) {
      throw broken(index, e);
    }
    own.out("read-tree", onto.value());
    var lines = new ByteArrayOutputStream();
    var before = read(onto);
    for (var change : changes.changes()) {
      lines.writeBytes(indexLine(before, change).getBytes(StandardCharsets.UTF_8));
    }
    own.bytes(List.of("update-index", "-z", "--index-info"), lines.toByteArray());
    return new TreeId(own.out("write-tree"));
  }

  private String indexLine(Tree before, FileChange change) {
    if (change.after().isEmpty()) {
      return "0 " + "0".repeat(40) + "\t" + change.path() + "\0";
    }
    var content = change.after().orElseThrow().getBytes(StandardCharsets.UTF_8);
    var object =
        new String(
                git.bytes(List.of("hash-object", "-w", "--no-filters", "--stdin"), content),
                StandardCharsets.US_ASCII)
            .strip();
    return mode(before, change) + " " + object + "\t" + change.path() + "\0";
  }

  /** What was executable stays so; a file that moved keeps its mode. */
  private static String mode(Tree before, FileChange change) {
    var old = before.find(change.path()).or(() -> change.renamedFrom().flatMap(before::find));
    var kind = old.map(Tree.Entry::kind).orElse(Tree.Kind.FILE);
    return switch (kind) {
      case FILE -> "100644";
      case EXECUTABLE -> "100755";
      case SYMLINK, SUBMODULE ->
          throw new IllegalStateException(
              "'%s' is a %s, which is never written".formatted(change.path(), kind));
    };
  }

  @Override
  public void layOut(TreeId tree, List<String> keep) {
    effects.before("lay out");
    openFolders();
    git.out("read-tree", "--reset", tree.value());
    // Files are laid down anew where they differ; a folder that a test turned into a link is
    // removed by git, not followed.
    var checkout = git.run("checkout-index", "--all", "--force");
    if (!checkout.isSuccess()) {
      removeEverything();
      git.out("checkout-index", "--all", "--force");
    }
    var clean = new ArrayList<>(List.of("clean", "-ffdxq"));
    keep.forEach(output -> clean.addAll(List.of("-e", "/" + output)));
    git.bytes(clean, new byte[0]);
    effects.after("lay out");
  }

  /** A read-only folder that a test left would stop git from removing what is in it. */
  private void openFolders() {
    if (Files.isWritable(folder)) {
      return;
    }
    folder.toFile().setWritable(true);
  }

  private void removeEverything() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder) && !file.equals(folder.resolve(".git"))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw broken(folder, e);
    }
  }

  private static EnvironmentException broken(Path where, IOException cause) {
    return new EnvironmentException(
        "'%s' cannot be written: %s".formatted(where, cause.getMessage()),
        "Make room, check permissions, then run: autopack resume",
        cause);
  }

  @Override
  public CommitId commit(TreeId judged, CommitId parent, String message, List<Trailer> trailers) {
    var head = head();
    var text = message + "\n\n" + trailerLines(trailers);
    if (!head.equals(parent)) {
      if (isThatCommit(head, judged, parent, text)) {
        return head;
      }
      throw new IllegalStateException(
          "the branch autopack/%s moved from %s to %s by itself".formatted(run, parent, head));
    }
    var commit = commitTree(judged, parent, text);
    effects.before("commit");
    git.out("update-ref", "--create-reflog", branch(), commit, parent.value());
    effects.after("commit");
    return new CommitId(commit);
  }

  private boolean isThatCommit(CommitId head, TreeId judged, CommitId parent, String text) {
    var said = git.out("log", "-1", "--format=%T%n%P%n%B", head.value());
    var wanted = judged + "\n" + parent + "\n" + text.strip();
    return said.strip().equals(wanted.strip());
  }

  private static String trailerLines(List<Trailer> trailers) {
    return trailers.stream()
        .map(trailer -> trailer.key() + ": " + trailer.value())
        .reduce((one, two) -> one + "\n" + two)
        .orElse("");
  }

  private String commitTree(TreeId tree, CommitId parent, String message) {
    return new String(
            git.bytes(
                List.of("commit-tree", tree.value(), "-p", parent.value()),
                (message.strip() + "\n").getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.US_ASCII)
        .strip();
  }

  private void update(String ref, String object) {
    effects.before(ref);
    git.out("update-ref", ref, object);
    effects.after(ref);
  }

  @Override
  public void rollBackTo(Checkpoint checkpoint) {
    update(branch(), checkpoint.commit().value());
    layOut(treeOf(checkpoint.commit()), List.of());
  }

  @Override
  public String keepPartial(String name, TreeId tree, String message) {
    var branch = "autopack-partial/" + run + "/" + name;
    var ref = "refs/heads/" + branch;
    var kept = git.run("rev-parse", "--verify", "--quiet", ref + "^{tree}");
    if (!kept.isSuccess() || !kept.out().strip().equals(tree.value())) {
      update(ref, commitTree(tree, head(), message));
    }
    return branch;
  }

  @Override
  public HeldRef hold(PhaseId phase, TreeId tree, String message) {
    var head = head();
    var ref = heldRef(phase);
    update(ref, commitTree(tree, head, message));
    return new HeldRef(ref, head, tree);
  }

  private String heldRef(PhaseId phase) {
    return ref("phases/" + phase + "/held");
  }

  @Override
  public Optional<HeldRef> held(PhaseId phase) {
    var ref = heldRef(phase);
    var found = git.run("rev-parse", ref + "^", ref + "^{tree}");
    if (!found.isSuccess()) {
      return Optional.empty();
    }
    var lines = found.out().lines().toList();
    return Optional.of(
        new HeldRef(ref, new CommitId(lines.get(0).strip()), new TreeId(lines.get(1).strip())));
  }

  @Override
  public void release(PhaseId phase) {
    effects.before("release");
    git.run("update-ref", "-d", heldRef(phase));
    effects.after("release");
  }

  @Override
  public String diff(TreeId from, TreeId to) {
    return new String(
        git.bytes(
            List.of(
                "diff-tree",
                "-r",
                "-p",
                "-M",
                "-U" + DIFF_CONTEXT,
                "--no-ext-diff",
                "--no-textconv",
                "--no-color",
                from.value(),
                to.value()),
            new byte[0]),
        StandardCharsets.UTF_8);
  }

  @Override
  public List<ChangedFile> changedFiles(TreeId from, TreeId to) {
    var text =
        new String(
            git.bytes(
                List.of(
                    "diff-tree",
                    "-r",
                    "-z",
                    "-M",
                    "--raw",
                    "--numstat",
                    "--no-ext-diff",
                    "--no-textconv",
                    from.value(),
                    to.value()),
                new byte[0]),
            StandardCharsets.UTF_8);
    return ChangedFiles.parse(text);
  }

  @Override
  public void saveEvidence(String name, byte[] content) {
    if (findEvidence(name).filter(old -> java.util.Arrays.equals(old, content)).isPresent()) {
      return;
    }
    var ref = ref("evidence");
    var old = git.run("rev-parse", "--verify", "--quiet", ref);
    var blob =
        new String(
                git.bytes(List.of("hash-object", "-w", "--no-filters", "--stdin"), content),
                StandardCharsets.US_ASCII)
            .strip();
    var listing = new StringBuilder();
    if (old.isSuccess()) {
      for (var line : git.out("ls-tree", ref).lines().toList()) {
        if (!line.endsWith("\t" + name)) {
          listing.append(line).append('\n');
        }
      }
    }
    listing.append("100644 blob ").append(blob).append('\t').append(name).append('\n');
    var tree =
        new String(
                git.bytes(List.of("mktree"), listing.toString().getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII)
            .strip();
    var argv = new ArrayList<>(List.of("commit-tree", tree));
    if (old.isSuccess()) {
      argv.addAll(List.of("-p", old.out().strip()));
    }
    var commit =
        new String(
                git.bytes(argv, ("Evidence: " + name + "\n").getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII)
            .strip();
    update(ref, commit);
  }

  @Override
  public Optional<byte[]> findEvidence(String name) {
    var found = git.run("cat-file", "blob", ref("evidence") + ":" + name);
    return found.isSuccess() ? Optional.of(found.stdout()) : Optional.empty();
  }
}
