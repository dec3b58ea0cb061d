package dev.autopack.workspace.git;

import static dev.autopack.workspace.git.Changes.made;
import static dev.autopack.workspace.git.Changes.gone;
import static dev.autopack.workspace.git.Changes.moved;
import static dev.autopack.workspace.git.Changes.rewritten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.testing.GitFixture;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Repository.Removal;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.Workspace.ChangedFile;
import dev.autopack.workspace.Workspace.Checkpoint;
import dev.autopack.workspace.Workspace.HeldRef;
import dev.autopack.workspace.Workspace.Trailer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitWorkspaceTest {
  private static final RunId RUN = new RunId("r1");
  private static final PhaseId PHASE = new PhaseId("slugify");
  private static final List<Trailer> TRAILERS =
      List.of(new Trailer("Autopack-Run", "r1"), new Trailer("Autopack-Phase", "slugify"));

  @TempDir Path folder;
  private GitFixture fixture;
  private GitRepository repository;
  private Workspace workspace;
  private CommitId base;
  private TreeId start;

  @BeforeEach
  void open() {
    fixture = GitFixture.of(folder, Map.of("a.txt", "one\n", "src/b.txt", "two\n"));
    repository = Worlds.open(fixture);
    base = repository.base();
    workspace = repository.create(RUN, base);
    start = workspace.treeOf(base);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void a_new_workspace_is_a_linked_worktree_on_a_branch_of_its_own() {
    assertThat(workspace.folder()).isEqualTo(fixture.state().resolve("worktrees/r1"));
    assertThat(workspace.head()).isEqualTo(base);
    assertThat(inWorktree("branch", "--show-current")).isEqualTo("autopack/r1");
    assertThat(inWorktree("status", "--porcelain", "--ignored")).isEmpty();
    assertThat(fixture.git("worktree", "list")).contains("[autopack/r1]");
    assertThat(workspace.folder().resolve("src/b.txt")).hasContent("two\n");
  }

  @Test
  void a_change_is_made_in_the_tree_and_in_the_folder() {
    var tree =
        workspace.apply(
            start,
            Changes.of(
                rewritten("a.txt", "one\n", "eins\n"),
                gone("src/b.txt", "two\n"),
                made("docs/deep/ü \"x\".md", "\ufeffü\r\nno end")));

    assertThat(contents(tree))
        .isEqualTo(Map.of("a.txt", "eins\n", "docs/deep/ü \"x\".md", "\ufeffü\r\nno end"));
    assertThat(workspace.folder().resolve("docs/deep/ü \"x\".md")).hasContent("\ufeffü\r\nno end");
    assertThat(workspace.folder().resolve("src")).doesNotExist();
    assertThat(workspace.head()).isEqualTo(base);
    assertThat(inWorktree("write-tree")).isEqualTo(tree.value());
  }

  @Test
  void many_files_of_a_tree_are_read_in_one_go_as_each_alone() {
    var tree =
        workspace.read(
            workspace.apply(
                start, Changes.of(made("big.txt", "x".repeat(2_000)), made("c.txt", "three\n"))));
    var read = new TreeMap<RepoPath, String>();

    tree.read(
        tree.paths(),
        1_000,
        (path, bytes) -> read.put(path, new String(bytes, StandardCharsets.UTF_8)));

    assertThat(read)
        .containsOnly(
            Map.entry(new RepoPath("a.txt"), "one\n"),
            Map.entry(new RepoPath("c.txt"), "three\n"),
            Map.entry(new RepoPath("src/b.txt"), "two\n"));
    assertThat(tree.paths())
        .allSatisfy(path ->
            assertThat(tree.objectId(path)).isEqualTo(tree.find(path).map(Tree.Entry::objectId)));
  }

  @Test
  void a_commit_holds_the_judged_tree_and_its_trailers_and_is_made_once() {
    var tree = workspace.apply(start, Changes.of(made("c.txt", "three\n")));

    var commit = workspace.commit(tree, base, "Slugify\n\nBecause.\n\n", TRAILERS);

    assertThat(workspace.commit(tree, base, "Slugify", TRAILERS)).isEqualTo(commit);
    assertThat(workspace.head()).isEqualTo(commit);
    assertThat(workspace.treeOf(commit)).isEqualTo(tree);
    assertThat(fixture.git("log", "-1", "--format=%an|%ae|%cn|%aI|%P|%B", commit.value()))
        .isEqualTo(
            "Ada Lovelace|ada@example.org|Ada Lovelace|2026-03-04T05:06:07+00:00|%s|Slugify\n\n"
                    .formatted(base)
                + "Because.\n\nAutopack-Run: r1\nAutopack-Phase: slugify\n");
    assertThat(fixture.git("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void a_commit_on_a_head_that_moved_is_refused() {
    var tree = workspace.apply(start, Changes.of(made("c.txt", "three\n")));
    var other = workspace.commit(tree, base, "Other", TRAILERS.subList(0, 1));

    assertThatThrownBy(() -> workspace.commit(tree, base, "Slugify", TRAILERS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(other.value());
  }

  @Test
  void an_interrupt_waits_until_the_work_is_done() {
    TreeId tree;
    CommitId commit;
    boolean interrupted;
    Thread.currentThread().interrupt();
    try {
      tree = workspace.apply(start, Changes.of(made("c.txt", "three\n")));
      commit = workspace.commit(tree, base, "Slugify", TRAILERS);
    } finally {
      interrupted = Thread.interrupted();
    }

    assertThat(interrupted).isTrue();
    assertThat(workspace.treeOf(commit)).isEqualTo(tree);
    assertThat(inWorktree("status", "--porcelain", "--ignored")).isEmpty();
  }

  @Test
  void a_rollback_restores_branch_and_folder_and_loses_no_commit() {
    var checkpoint = workspace.checkpoint("start");
    var tree = workspace.apply(start, Changes.of(made("c.txt", "three\n")));
    var commit = workspace.commit(tree, base, "Slugify", TRAILERS);

    workspace.rollBackTo(checkpoint);
    workspace.rollBackTo(checkpoint);

    assertThat(checkpoint).isEqualTo(new Checkpoint("start", base));
    assertThat(workspace.head()).isEqualTo(base);
    assertThat(workspace.folder().resolve("c.txt")).doesNotExist();
    assertThat(fixture.git("for-each-ref", "--format=%(refname)", "--contains", commit.value()))
        .isEqualTo("refs/autopack/r1/rolled-back/" + commit);
  }

  @Test
  void partial_work_is_kept_as_a_branch_and_none_takes_the_place_of_another() {
    var tree = workspace.apply(start, Changes.of(made("c.txt", "three\n")));
    var other = workspace.apply(start, Changes.of(made("c.txt", "drei\n")));

    var branch = workspace.keepPartial("slugify-1", tree, "Partial");

    assertThat(branch).isEqualTo("autopack-partial/r1/slugify-1");
    assertThat(workspace.keepPartial("slugify-1", tree, "Partial")).isEqualTo(branch);
    assertThat(fixture.git("show", branch + ":c.txt")).isEqualTo("three");
    assertThat(workspace.keepPartial("slugify-1", other, "Partial")).isEqualTo(branch + "-2");
    assertThat(workspace.head()).isEqualTo(base);
  }

  @Test
  void a_held_change_is_found_again_until_it_is_released() {
    var tree = workspace.apply(start, Changes.of(made("c.txt", "three\n")));

    var held = workspace.hold(PHASE, tree, "Held");

    assertThat(held).isEqualTo(new HeldRef("refs/autopack/r1/phases/slugify/held", base, tree));
    assertThat(workspace.hold(PHASE, tree, "Held")).isEqualTo(held);
    assertThat(workspace.held(PHASE)).contains(held);
    workspace.release(PHASE);
    workspace.release(PHASE);
    assertThat(workspace.held(PHASE)).isEmpty();
  }

  @Test
  void evidence_grows_as_a_history_of_files() {
    workspace.saveEvidence("phases/a.json", bytes("{}"));
    workspace.saveEvidence("phases/b.json", bytes("[]"));
    workspace.saveEvidence("phases/b.json", bytes("[]"));

    assertThat(workspace.findEvidence("phases/a.json")).hasValue(bytes("{}"));
    assertThat(workspace.findEvidence("phases/c.json")).isEmpty();
    assertThat(fixture.git("rev-list", "--count", "refs/autopack/r1/evidence")).isEqualTo("2");
    assertThat(fixture.git("ls-tree", "-r", "--name-only", "refs/autopack/r1/evidence"))
        .isEqualTo("phases/a.json\nphases/b.json");
  }

  @Test
  void git_counts_the_changed_lines_and_finds_renames() {
    var text = "l1\nl2\nl3\nl4\nl5\nl6\nl7\n";
    var first = workspace.apply(start, Changes.of(made("long name.txt", text)));
    var second =
        workspace.apply(
            first,
            Changes.of(
                gone("long name.txt", text),
                moved("long name.txt", "src/ü.txt", text + "l8\n"),
                rewritten("a.txt", "one\n", "eins\nzwei\n"),
                gone("src/b.txt", "two\n"),
                made("z.bin", "\0\1")));

    assertThat(workspace.changedFiles(first, second))
        .containsExactlyInAnyOrder(
            new ChangedFile('M', "a.txt", Optional.empty(), 2, 1),
            new ChangedFile('D', "src/b.txt", Optional.empty(), 0, 1),
            new ChangedFile('R', "src/ü.txt", Optional.of("long name.txt"), 1, 0),
            new ChangedFile('A', "z.bin", Optional.empty(), -1, -1));
    assertThat(workspace.changedFiles(first, first)).isEmpty();
    assertThat(workspace.diff(start, first))
        .startsWith("diff --git a/long name.txt b/long name.txt");
  }

  @Test
  void removal_leaves_the_branch_or_nothing_as_told() throws IOException {
    workspace.checkpoint("start");
    var tree = workspace.apply(start, Changes.of(made("c.txt", "three\n")));
    workspace.keepPartial("p", tree, "Partial");

    repository.remove(RUN, Removal.WORKTREE);
    assertThat(fixture.git("branch", "--list", "autopack/*")).contains("autopack/r1");
    repository.remove(RUN, Removal.EVERYTHING);
    repository.remove(RUN, Removal.EVERYTHING);

    assertThat(fixture.git("for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main");
    assertThat(fixture.state().resolve("worktrees")).isEmptyDirectory();
    try (var files = Files.walk(fixture.top().resolve(".git"))) {
      assertThat(files.filter(file -> file.toString().contains("r1"))).isEmpty();
    }
    assertThat(fixture.top().resolve(".git/worktrees")).doesNotExist();
  }

  private Map<String, String> contents(TreeId tree) {
    var read = workspace.read(tree);
    return read.paths().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                RepoPath::value,
                path -> new String(read.bytes(path).orElseThrow(), StandardCharsets.UTF_8)));
  }

  private String inWorktree(String... arguments) {
    return fixture.gitIn(workspace.folder(), arguments);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
