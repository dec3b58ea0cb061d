package dev.autopack.workspace.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.RunId;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.testing.GitFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each state a repository can be in, and the answer it gets. */
class RepositoryStatesTest {
  private static final RunId RUN = new RunId("r1");

  @TempDir Path folder;

  @Test
  void a_clean_repository_has_nothing_to_say_and_is_found_from_any_folder_in_it() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n", "src/deep/b.txt", "two\n"));

    try (var repository =
        Worlds.open(fixture, fixture.top().resolve("src/deep"), fixture.children(), Effects.NONE)) {
      assertThat(repository.top()).isEqualTo(fixture.top());
      assertThat(repository.base().value()).isEqualTo(fixture.git("rev-parse", "HEAD"));
      assertThat(repository.notices()).isEmpty();
      assertThat(repository.read(repository.base()).paths())
          .containsExactly(new RepoPath("a.txt"), new RepoPath("src/deep/b.txt"));
    }
  }

  @Test
  void no_repository_no_folder_a_bare_one_and_a_git_folder_say_where_to_start() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    fixture.git("clone", "--quiet", "--bare", fixture.top().toString(), folder + "/bare.git");

    assertRefused(fixture, fixture.home(), "is in no git repository", "git init");
    assertRefused(fixture, folder.resolve("gone"), "is no folder", "Name a folder");
    assertRefused(fixture, folder.resolve("bare.git"), "is a bare repository", "git worktree add");
    assertRefused(fixture, fixture.top().resolve(".git"), "but in its git folder", "Start in");
  }

  @Test
  void a_repository_without_a_commit_says_how_to_make_one() {
    var fixture = GitFixture.empty(folder);
    try (var repository = Worlds.open(fixture)) {
      assertThatThrownBy(repository::base)
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("has no commit yet");
    }
  }

  @Test
  void a_missing_or_old_git_says_what_to_install() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    var none = new LocalProcessRunner(Map.of("PATH", "/nowhere"), Worlds.CLOCK);
    var old = Worlds.childrenWithGit(fixture, "echo git version 2.30.2 '(Old)'\n");

    assertThatThrownBy(() -> Worlds.open(fixture, fixture.top(), none, Effects.NONE))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("'git' is not there");
    assertThatThrownBy(() -> Worlds.open(fixture, fixture.top(), old, Effects.NONE))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("'git version 2.30.2 (Old)' is too old: Autopack needs git 2.39 or newer.");
  }

  @Test
  void a_repository_of_another_user_needs_the_users_word() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    var script = "GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec \"$GIT\" \"$@\"\n";
    var children = Worlds.childrenWithGit(fixture, script);

    var refused = catchThrowable(() -> Worlds.open(fixture, fixture.top(), children, Effects.NONE));
    fixture.git("config", "--global", "--add", "safe.directory", fixture.top().toString());

    assertThat(refused)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("belongs to another user")
        .extracting(e -> ((OperatorException) e).nextStep())
        .asString()
        .contains("safe.directory " + fixture.top());
    assertRuns(Worlds.open(fixture, fixture.top(), children, Effects.NONE));
  }

  @Test
  void an_unknown_person_is_told_how_to_introduce_themselves() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    Worlds.write(fixture.home().resolve(".gitconfig"), "[user]\n\tname = Ada\n");
    try (var repository = Worlds.open(fixture)) {
      assertThatThrownBy(() -> repository.create(RUN, repository.base()))
          .isInstanceOf(OperatorException.class)
          .extracting(e -> ((OperatorException) e).nextStep())
          .asString()
          .contains("git config --global user.email");
    }
  }

  @Test
  void worktrees_and_checkout_may_not_lie_in_each_other() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    for (var place : List.of(fixture.top().resolve("state"), folder)) {
      assertThatThrownBy(
              () -> GitRepository.open(fixture.top(), place, fixture.children(), Worlds.CLOCK))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("would lie in each other");
    }
  }

  @Test
  void a_branch_in_the_way_of_the_runs_branches_is_named() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    fixture.git("branch", "autopack");
    try (var repository = Worlds.open(fixture)) {
      assertThatThrownBy(() -> repository.create(RUN, repository.base()))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("'autopack' stands in the way");
    }
  }

  @Test
  void a_run_that_the_repository_does_not_know_cannot_be_opened() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    try (var repository = Worlds.open(fixture)) {
      assertThatThrownBy(() -> repository.open(RUN))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("has no branch 'autopack/r1'");
    }
  }

  @Test
  void uncommitted_work_is_counted_and_not_part_of_the_run() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n", "b.txt", "two\n"));
    fixture.write("a.txt", "changed\n").write("new.txt", "x").write("more/new.txt", "y");

    assertNotice(fixture, "Uncommitted work is not part of the run (1 changed, 2 untracked)");
  }

  @Test
  void a_detached_head_is_a_base_like_any_other() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    var first = fixture.git("rev-parse", "HEAD");
    fixture.write("a.txt", "two\n").commit("Second");
    fixture.git("checkout", "--quiet", first);
    try (var repository = Worlds.open(fixture)) {
      assertThat(repository.base().value()).isEqualTo(first);
      assertThat(repository.notices()).isEmpty();
      assertRuns(repository);
    }
  }

  @Test
  void a_shallow_clone_runs_and_says_so() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    fixture.write("a.txt", "two\n").commit("Second");
    var clone = clone(fixture, "--depth=1");

    assertNotice(clone, "The history is shallow");
    assertRuns(Worlds.open(clone));
  }

  @Test
  void submodules_are_out_of_reach_and_named() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    addSubmodule(fixture);
    fixture.commit("Submodule");

    assertNotice(fixture, "out of its reach: 'libs/sub'");
    try (var repository = Worlds.open(fixture)) {
      var workspace = repository.create(RUN, repository.base());
      assertThat(workspace.folder().resolve("libs/sub")).isEmptyDirectory();
      assertThat(repository.read(repository.base()).bytes(new RepoPath("libs/sub"))).isEmpty();
    }
  }

  static void addSubmodule(GitFixture fixture) {
    var commit = fixture.git("rev-parse", "HEAD");
    fixture.write(".gitmodules", "[submodule \"sub\"]\n\tpath = libs/sub\n\turl = ../sub\n");
    fixture.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",libs/sub");
    // An empty folder is what an uninitialised submodule looks like.
    fixture.top().resolve("libs/sub").toFile().mkdirs();
  }

  @Test
  void lfs_is_said_and_no_filter_runs() {
    var fixture =
        GitFixture.of(
            folder,
            Map.of(
                ".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n",
                "a.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n"));

    assertNotice(fixture, "The repository uses Git LFS ('.gitattributes')");
    assertRuns(Worlds.open(fixture));
  }

  @Test
  void a_sparse_checkout_and_a_linked_worktree_of_the_users_give_a_full_worktree() {
    var fixture = GitFixture.of(folder, Map.of("a/x.txt", "one\n", "b/y.txt", "two\n"));
    fixture.git("worktree", "add", "--quiet", "-b", "side", folder.resolve("side").toString());
    fixture.gitIn(folder.resolve("side"), "sparse-checkout", "set", "a");
    fixture.gitIn(folder.resolve("side"), "commit", "--quiet", "--allow-empty", "-m", "Side");

    try (var repository =
        Worlds.open(fixture, folder.resolve("side"), fixture.children(), Effects.NONE)) {
      assertThat(repository.top()).isEqualTo(folder.resolve("side"));
      assertThat(repository.base().value()).isEqualTo(fixture.git("rev-parse", "side"));
      assertThat(repository.notices()).anyMatch(notice -> notice.contains("sparse"));
      var workspace = repository.create(RUN, repository.base());
      assertThat(workspace.folder().resolve("b/y.txt")).hasContent("two\n");
    }
    assertThat(fixture.git("config", "extensions.worktreeConfig")).isEqualTo("true");
  }

  @Test
  void a_partial_clone_runs_while_it_has_what_it_needs_and_fetches_nothing() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    fixture.git("config", "uploadpack.allowFilter", "true");
    var whole = clone(fixture, "--filter=blob:none");
    assertNotice(whole, "This is a partial clone");
    assertRuns(Worlds.open(whole));

    var lacking = cloneTo(fixture, "lacking", "--filter=blob:none", "--no-checkout");
    try (var repository = Worlds.open(lacking)) {
      assertPartial(() -> repository.create(new RunId("r2"), repository.base()));
      assertPartial(() -> repository.read(repository.base()).bytes(new RepoPath("a.txt")));
    }
    assertThat(lacking.git("rev-list", "--objects", "--missing=print", "HEAD"))
        .contains("?" + fixture.git("rev-parse", "HEAD:a.txt"));
  }

  private static void assertPartial(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("partial clone")
        .extracting(e -> ((OperatorException) e).nextStep())
        .asString()
        .contains("git fetch --refetch");
  }

  @Test
  void a_sha256_repository_and_a_path_with_spaces_and_other_letters_run_like_any_other() {
    var fixture = GitFixture.at(folder, folder.resolve("über ✓ repo"));
    Erasure.erase(fixture.top().resolve(".git"));
    fixture.git("init", "--quiet", "--object-format=sha256");
    fixture.write("ä ö.txt", "one\n").commit("Start");

    try (var repository = Worlds.open(fixture)) {
      assertThat(repository.base().value()).hasSize(64);
      assertRuns(repository);
    }
    assertThat(fixture.git("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void line_ends_follow_the_repositorys_attributes_and_not_the_users_settings() throws Exception {
    var fixture =
        GitFixture.of(
            folder, Map.of(".gitattributes", "*.bat eol=crlf\n", "a.bat", "x\n", "b.txt", "y\n"));
    fixture.git("config", "--global", "core.autocrlf", "true");
    try (var repository = Worlds.open(fixture)) {
      var workspace = repository.create(RUN, repository.base());
      assertThat(Files.readString(workspace.folder().resolve("a.bat"))).isEqualTo("x\r\n");
      assertThat(Files.readString(workspace.folder().resolve("b.txt"))).isEqualTo("y\n");

      var tree =
          workspace.apply(
              workspace.treeOf(repository.base()),
              Changes.of(
                  Changes.rewritten("a.bat", "x\n", "x\ny\n"),
                  Changes.made("c.txt", "1\r\n2\r\n")));

      assertThat(workspace.read(tree).bytes(new RepoPath("a.bat"))).hasValue(bytes("x\ny\n"));
      assertThat(workspace.read(tree).bytes(new RepoPath("c.txt"))).hasValue(bytes("1\r\n2\r\n"));
      assertThat(Files.readString(workspace.folder().resolve("a.bat"))).isEqualTo("x\r\ny\r\n");
    }
  }

  @Test
  void names_that_some_system_cannot_hold_are_listed_and_left_alone() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n", "aux.c", "x", "b\n.txt", "y"));
    fixture.write("c\\d.txt", "z").write("trailing.", "t").commit("Odd");

    try (var repository = Worlds.open(fixture)) {
      var tree = repository.read(repository.base());
      assertThat(tree.paths()).containsExactly(new RepoPath("a.txt"));
      assertThat(tree.unreachable()).containsExactly("aux.c", "b\n.txt", "c\\d.txt", "trailing.");
      assertThat(repository.notices().getLast()).contains("'aux.c', 'b?.txt'");
      assertRuns(repository);
    }
  }

  /** A change goes in, the odd neighbours stay, and the worktree is clean afterwards. */
  private void assertRuns(GitRepository repository) {
    var workspace = repository.create(RUN, repository.base());
    var start = workspace.treeOf(repository.base());
    var before = workspace.read(start);
    var tree = workspace.apply(start, Changes.of(Changes.made("added.txt", "new\n")));
    workspace.layOut(tree, List.of());
    var commit = workspace.commit(tree, repository.base(), "Add", List.of());
    assertThat(workspace.treeOf(commit)).isEqualTo(tree);
    assertThat(workspace.folder().resolve("added.txt")).hasContent("new\n");
    assertThat(workspace.read(tree).unreachable()).isEqualTo(before.unreachable());
    assertThat(workspace.read(tree).paths()).hasSize(before.paths().size() + 1);
    repository.close();
  }

  private static void assertRefused(
      GitFixture fixture, Path inside, String problem, String nextStep) {
    assertThatThrownBy(() -> Worlds.open(fixture, inside, fixture.children(), Effects.NONE))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("'%s'".formatted(inside))
        .hasMessageContaining(problem)
        .extracting(e -> ((OperatorException) e).nextStep())
        .asString()
        .contains(nextStep);
  }

  private static void assertNotice(GitFixture fixture, String start) {
    try (var repository = Worlds.open(fixture)) {
      assertThat(repository.notices()).singleElement().asString().contains(start);
    }
  }

  private GitFixture clone(GitFixture fixture, String... options) {
    return cloneTo(fixture, "clone", options);
  }

  /** Through a URL: a clone by path copies everything, whatever was asked. */
  private GitFixture cloneTo(GitFixture fixture, String name, String... options) {
    var clone = GitFixture.at(folder.resolve(name), folder.resolve(name).resolve("repo"));
    Erasure.erase(clone.top());
    var arguments = new ArrayList<>(List.of("clone", "--quiet"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("file://" + fixture.top(), clone.top().toString()));
    fixture.git(arguments.toArray(String[]::new));
    return clone;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
