package dev.autopack.testing;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.PhaseId;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.RefusedChangeException;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A workspace in memory that remembers what was asked of it. Trees and commits are named by their
 * content, as git's are. It outlives the process that is played with it, as a repository does.
 */
public final class RecordingWorkspace implements Workspace {
  private final Map<TreeId, MapTree> trees = new HashMap<>();
  private final Map<CommitId, Made> commits = new HashMap<>();
  private final Map<String, CommitId> refs = new TreeMap<>();
  private final Map<String, byte[]> evidence = new TreeMap<>();
  private final List<String> log = new ArrayList<>();
  private final Set<RepoPath> refused = new TreeSet<>();
  private Mortality mortality = Mortality.none();
  private TreeId laidOut;
  private CommitId head;

  /** A commit, by what tells it from others. */
  private record Made(TreeId tree, List<CommitId> parents, String message) {}

  public RecordingWorkspace(Map<String, String> files) {
    laidOut = keep(MapTree.of(files));
    head = make(laidOut, List.of(), "Start");
  }

  /** From now on it dies around each change, as the ports of the same process do. */
  public void dieBy(Mortality how) {
    this.mortality = how;
  }

  /** From now on it will not make a change of this path, as if it led through a link. */
  public void refuse(String path) {
    refused.add(new RepoPath(path));
  }

  /** What changed something, in order. */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** Every ref but the branch, with the texts of its tree. */
  public Map<String, Map<String, String>> refs() {
    var shown = new LinkedHashMap<String, Map<String, String>>();
    refs.forEach((name, commit) -> shown.put(name, texts(treeOf(commit))));
    return shown;
  }

  /** The texts of the branch's newest commit, by path. */
  public Map<String, String> files() {
    return texts(treeOf(head));
  }

  /** The texts that lie in the folder, by path. */
  public Map<String, String> folderFiles() {
    return texts(laidOut);
  }

  /** The branch's commits, oldest first, each by its whole message. */
  public List<String> messages() {
    var messages = new ArrayList<String>();
    for (var at = Optional.of(head); at.isPresent(); at = parent(at.get())) {
      messages.addFirst(made(at.get()).message());
    }
    return messages;
  }

  public List<String> evidenceNames() {
    return List.copyOf(evidence.keySet());
  }

  /** Commits a change that somebody else made, on top of the head. */
  public CommitId commitElsewhere(String path, String text) {
    var contents = new TreeMap<>(texts(treeOf(head)));
    contents.put(path, text);
    head = make(keep(MapTree.of(contents)), List.of(head), "Elsewhere");
    return head;
  }

  private Optional<CommitId> parent(CommitId commit) {
    return made(commit).parents().stream().findFirst();
  }

  private Map<String, String> texts(TreeId tree) {
    var texts = new TreeMap<String, String>();
    found(tree)
        .contents()
        .forEach(
            (path, bytes) -> texts.put(path.value(), new String(bytes, StandardCharsets.UTF_8)));
    return texts;
  }

  @Override
  public Path folder() {
    return Path.of("worktree").toAbsolutePath();
  }

  @Override
  public CommitId head() {
    return head;
  }

  @Override
  public TreeId treeOf(CommitId commit) {
    return made(commit).tree();
  }

  @Override
  public Tree read(TreeId tree) {
    return found(tree);
  }

  @Override
  public Checkpoint checkpoint(String name) {
    change("checkpoint " + name, () -> refs.put("checkpoints/" + name, head));
    return new Checkpoint(name, head);
  }

  @Override
  public TreeId apply(TreeId onto, ChangeSet changes) {
    var contents = new TreeMap<>(found(onto).contents());
    for (var change : changes.changes()) {
      if (refused.contains(change.path())) {
        throw new RefusedChangeException(change.path(), "it is a symbolic link");
      }
      put(contents, change);
    }
    var tree = keep(new MapTree(contents, Map.of(), List.of()));
    change("apply " + changes.paths(), () -> laidOut = tree);
    return tree;
  }

  private static void put(Map<RepoPath, byte[]> contents, FileChange change) {
    contents.remove(change.path());
    change
        .after()
        .ifPresent(text -> contents.put(change.path(), text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void layOut(TreeId tree, List<String> keep) {
    found(tree);
    change("lay out", () -> laidOut = tree);
  }

  @Override
  public CommitId commit(TreeId judged, CommitId parent, String message, List<Trailer> trailers) {
    var text =
        trailers.stream()
            .map(trailer -> trailer.key() + ": " + trailer.value())
            .collect(Collectors.joining("\n", message + "\n\n", ""));
    var commit = make(judged, List.of(parent), text);
    if (!head.equals(parent) && !head.equals(commit)) {
      throw new IllegalStateException("the head is neither the parent nor that commit");
    }
    change("commit", () -> head = commit);
    return commit;
  }

  @Override
  public void rollBackTo(Checkpoint checkpoint) {
    change(
        "roll back to " + checkpoint.name(),
        () -> {
          head = checkpoint.commit();
          laidOut = treeOf(head);
        });
  }

  @Override
  public String keepPartial(String name, TreeId tree, String message) {
    var commit = make(tree, List.of(head), message);
    var ref = "partial/" + name;
    for (int number = 2; !commit.equals(refs.getOrDefault(ref, commit)); number++) {
      ref = "partial/%s-%d".formatted(name, number);
    }
    var free = ref;
    change("keep " + ref, () -> refs.put(free, commit));
    return ref;
  }

  @Override
  public HeldRef hold(PhaseId phase, TreeId tree, String message) {
    var ref = "held/" + phase;
    change("hold " + phase, () -> refs.put(ref, make(tree, List.of(head), message)));
    return new HeldRef(ref, head, tree);
  }

  @Override
  public Optional<HeldRef> held(PhaseId phase) {
    var ref = "held/" + phase;
    return Optional.ofNullable(refs.get(ref))
        .map(commit -> new HeldRef(ref, parent(commit).orElseThrow(), treeOf(commit)));
  }

  @Override
  public void release(PhaseId phase) {
    if (refs.containsKey("held/" + phase)) {
      change("release " + phase, () -> refs.remove("held/" + phase));
    }
  }

  @Override
  public String diff(TreeId from, TreeId to) {
    var before = texts(from);
    var after = texts(to);
    var diff = new StringBuilder();
    for (var file : changedFiles(from, to)) {
      var path = file.path();
      diff.append("diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n".formatted(path, path, path, path));
      diff.append("@@ -1,%d +1,%d @@\n".formatted(file.deleted(), file.added()));
      before.getOrDefault(path, "").lines().forEach(line -> diff.append("-%s\n".formatted(line)));
      after.getOrDefault(path, "").lines().forEach(line -> diff.append("+%s\n".formatted(line)));
    }
    return diff.toString();
  }

  @Override
  public List<ChangedFile> changedFiles(TreeId from, TreeId to) {
    var before = texts(from);
    var after = texts(to);
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    return paths.stream()
        .filter(path ->
            !Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(after.get(path))))
        .map(path ->
            new ChangedFile(
                before.containsKey(path) ? after.containsKey(path) ? 'M' : 'D' : 'A',
                path,
                Optional.empty(),
                lines(after.getOrDefault(path, "")),
                lines(before.getOrDefault(path, ""))))
        .toList();
  }

  private static int lines(String text) {
    return (int) text.lines().count();
  }

  @Override
  public void saveEvidence(String name, byte[] content) {
    if (!Arrays.equals(evidence.getOrDefault(name, new byte[0]), content)) {
      change("evidence " + name, () -> evidence.put(name, content.clone()));
    }
  }

  @Override
  public Optional<byte[]> findEvidence(String name) {
    return Optional.ofNullable(evidence.get(name)).map(byte[]::clone);
  }

  private void change(String what, Runnable action) {
    mortality.around(what, action);
    log.add(what);
  }

  private MapTree found(TreeId tree) {
    return Optional.ofNullable(trees.get(tree)).orElseThrow();
  }

  private Made made(CommitId commit) {
    return Optional.ofNullable(commits.get(commit)).orElseThrow();
  }

  private TreeId keep(MapTree tree) {
    var text = new StringBuilder();
    tree.paths()
        .forEach(
            path -> text.append(path).append(' ').append(tree.find(path).orElseThrow().objectId()));
    var id = new TreeId(sha1("tree " + text));
    trees.put(id, tree);
    return id;
  }

  private CommitId make(TreeId tree, List<CommitId> parents, String message) {
    var id = new CommitId(sha1("commit %s %s %s".formatted(tree, parents, message)));
    commits.put(id, new Made(tree, parents, message));
    return id;
  }

  private static String sha1(String text) {
    try {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
