package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run left behind is executed again, and put onto a branch. */
class VerifyAndLandTest {
  private static final String PLAN =
      """
      autopack: 1
      name: sums
      goal: Teach the shop to count
      limits: {usd: 20}
      models: {builder: tape}
      phases:
        - id: add
          goal: Write the adding down
          deliverables: [{path: adding.py, action: create, symbols: [add]}]
          validation: {tests: [test_adding.py]}
        - id: double
          goal: Write the doubling down
          depends_on: [add]
          deliverables:
            - {path: doubling.py, action: create, symbols: [double]}
            - {path: adding.py, action: modify}
          validation: {tests: [test_doubling.py], command: [sh, check.sh]}
      """;

  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void runThePlan() {
    desk =
        Desk.with(
            folder,
            Map.of(
                "plan.yaml", PLAN,
                "prices.py", "ONE = 1\n",
                "check.sh", "grep -q add doubling.py\n",
                "test_adding.py",
                    """
                    from adding import add

                    def test_adds():
                        assert add(1, 2) == 3
                    """,
                "test_doubling.py",
                    """
                    import pytest
                    from doubling import double

                    @pytest.mark.parametrize("number", [1, 2, 3])
                    def test_doubles(number):
                        assert double(number) == number + number
                    """));
    desk.tape(
        Tape.answer(
                "Write the adding down",
                Tape.reply(Tape.create("adding.py", "def add(a, b):\n    return a + b\n")))
            + "\n"
            + Tape.answer(
                "Write the doubling down",
                Tape.reply(
                    Tape.create(
                        "doubling.py",
                        "from adding import add\n\ndef double(a):\n    return add(a, a)\n"),
                    Tape.rewrite("adding.py", "def add(a, b):\n    return b + a\n"))));
    var said = desk.autopack("run", "plan.yaml");
    assertThat(said.exit()).as(said.all()).isZero();
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  @Test
  void a_run_is_executed_again_and_holds_what_its_evidence_claims() {
    var before = desk.refs();

    var said = desk.autopack("verify", run());

    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("holds", " add: ", " double: ", "tests: 4 as recorded")
        .doesNotContain("REFUTED");
    assertThat(said.err()).contains("2 of 2 commits hold what their evidence claims");
    assertThat(desk.refs()).isEqualTo(before);
    assertThat(desk.git().git("worktree", "list").lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void one_phase_or_one_commit_is_verified_alone() {
    assertThat(desk.autopack("verify", run(), "--phase", "add").out())
        .contains(" add: ")
        .doesNotContain(" double: ");
    var commit = desk.git().git("rev-parse", "autopack/" + run());
    assertThat(desk.autopack("verify", commit, "--json").out())
        .contains("\"kind\":\"verify\"", "\"holds\":true", "\"phase\":\"double\"");
  }

  @Test
  void a_clone_that_has_only_the_pushed_refs_is_enough() {
    var bare = folder.resolve("bare.git");
    desk.git().git("init", "--quiet", "--bare", bare.toString());
    var branch = "autopack/" + run();
    var evidence = "refs/autopack/" + run() + "/evidence";
    desk.git().git("push", "--quiet", bare.toString(), "main", branch, evidence + ":" + evidence);
    var clone = folder.resolve("clone");
    desk.git().gitIn(folder, "clone", "--quiet", bare.toString(), clone.toString());
    desk.variable("AUTOPACK_HOME", folder.resolve("other-state").toString());
    desk.in(clone);

    var missing = desk.autopack("verify", run());
    desk.git().gitIn(clone, "fetch", "--quiet", "origin", "refs/autopack/*:refs/autopack/*");
    // Nobody has said who commits in this clone, and nothing is committed.
    var said = desk.autopack("verify", run());

    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("The evidence of the run", "git fetch origin");
    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.err()).contains("2 of 2 commits hold");
  }

  @Test
  void a_commit_whose_tree_was_changed_under_its_seal_is_refuted_without_running_it() {
    var message = desk.git().git("log", "-1", "--format=%B", "autopack/" + run());
    desk.git().git("checkout", "--quiet", "--detach", "autopack/" + run());
    desk.git().write("doubling.py", "def double(a):\n    return 2\n");
    desk.git().git("commit", "--quiet", "--all", "--amend", "--message", message);
    var forged = desk.git().git("rev-parse", "HEAD");
    desk.git().git("checkout", "--quiet", "main");

    var said = desk.autopack("verify", forged);

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("REFUTED", "the evidence is about");
  }

  @Test
  void evidence_that_claims_what_the_tests_do_not_show_is_refuted_by_running_them() {
    forgeEvidence();

    var said = desk.autopack("verify", run(), "--phase", "double");

    assertThat(said.exit()).as(said.all()).isEqualTo(1);
    assertThat(said.out())
        .contains("REFUTED", "test_doubles[2]: recorded passed, now failed")
        .doesNotContain("flaky");
  }

  @Test
  void what_is_no_run_and_no_commit_is_told_apart() {
    assertThat(desk.autopack("verify", "nothing").err())
        .contains("'nothing' is neither a run nor a commit");
    assertThat(desk.autopack("verify", "main").err()).contains("was not made by a run");
    assertThat(desk.autopack("verify", run(), "--phase", "three").err())
        .contains("no commit of a phase 'three'", "add, double");
    assertThat(desk.autopack("verify").exit()).isEqualTo(2);
  }

  @Test
  void a_branch_that_has_not_moved_is_moved_on_with_the_files_of_its_checkout() {
    var head = desk.git().git("rev-parse", "autopack/" + run());

    var said = desk.autopack("land", run());

    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.out()).contains("landed: 'main' is at " + head.substring(0, 10));
    assertThat(desk.git().git("rev-parse", "main")).isEqualTo(head);
    assertThat(desk.git().top().resolve("doubling.py")).exists();
    assertThat(desk.git().git("status", "--porcelain")).isEmpty();
    assertThat(desk.autopack("land", run()).err()).contains("holds the run", "nothing to land");
  }

  @Test
  void a_branch_that_has_moved_gets_the_commits_rebased_and_judged_again() {
    desk.git().write("prices.py", "ONE = 1\nTWO = 2\n").commit("Another price");

    var said = desk.autopack("land", run(), "--json");

    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.out()).contains("\"landed\":true", "\"rebased\":true", "\"evidence\":");
    assertThat(desk.git().git("log", "--format=%s", "-3"))
        .isEqualTo("Write the doubling down\nWrite the adding down\nAnother price");
    assertThat(Files.exists(desk.git().top().resolve("adding.py"))).isTrue();
    var verified = desk.autopack("verify", "main");
    assertThat(verified.exit()).as(verified.all()).isZero();
    assertThat(desk.refs()).noneMatch(ref -> ref.contains("/land-"));
  }

  @Test
  void work_that_no_longer_passes_on_the_moved_branch_is_not_landed() {
    desk.git()
        .write("conftest.py", "import adding\nadding.add = lambda a, b: 0\n")
        .commit("Another adding");
    var before = desk.git().git("for-each-ref");

    var said = desk.autopack("land", run());

    assertThat(said.exit()).as(said.all()).isEqualTo(1);
    assertThat(said.out()).contains("not landed", "test_doubling.py", "nothing was moved");
    assertThat(desk.git().git("for-each-ref")).isEqualTo(before);
    assertThat(desk.git().git("status", "--porcelain")).isEmpty();
  }

  @Test
  void a_conflict_is_named_and_moves_nothing() {
    desk.git().write("adding.py", "def add(a, b):\n    return b + a\n").commit("My own adding");
    var before = desk.git().git("for-each-ref");

    var said = desk.autopack("land", run());

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("'Write the adding down' does not fit", "adding.py");
    assertThat(desk.git().git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void uncommitted_work_that_would_be_lost_stops_the_landing() {
    desk.git().write("adding.py", "mine\n");

    var said = desk.autopack("land", run());

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("git did not move 'main' on", "adding.py");
    assertThat(desk.git().top().resolve("adding.py")).hasContent("mine");
  }

  @Test
  void a_push_lands_on_the_moved_branch_of_the_remote_and_takes_the_evidence_along() {
    var bare = folder.resolve("bare.git");
    desk.git().git("init", "--quiet", "--bare", bare.toString());
    desk.git().git("remote", "add", "origin", bare.toString());
    var mine = desk.git().git("rev-parse", "main");
    desk.git().write("prices.py", "ONE = 1\nTEN = 10\n").commit("Another price");
    desk.git().git("push", "--quiet", "origin", "main");
    desk.git().git("reset", "--quiet", "--hard", mine);

    var said = desk.autopack("land", run(), "--onto", "main", "--push");

    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.out()).contains("landed: 'origin/main' is at");
    assertThat(desk.git().gitIn(bare, "log", "--format=%s", "-3", "main"))
        .isEqualTo("Write the doubling down\nWrite the adding down\nAnother price");
    assertThat(desk.git().gitIn(bare, "for-each-ref", "--format=%(refname)", "refs/autopack"))
        .isEqualTo("refs/autopack/" + run() + "/evidence");
    assertThat(desk.git().git("rev-parse", "main")).isEqualTo(mine);
  }

  @Test
  void a_branch_that_is_not_there_and_a_run_that_is_not_complete_are_refused() {
    assertThat(desk.autopack("land", run(), "--onto", "nowhere").err())
        .contains("There is no branch 'nowhere'", "git branch --list");
    desk.autopack("rollback", run());
    assertThat(desk.autopack("land", run()).err()).contains("only a complete run lands");
  }

  private String run() {
    return desk.branch().replace("refs/heads/autopack/", "");
  }

  /** A commit that breaks the code, with evidence that says all is well. */
  private void forgeEvidence() {
    var git = desk.git();
    var ref = "refs/autopack/" + run() + "/evidence";
    var branch = "autopack/" + run();
    var message = git.git("log", "-1", "--format=%B", branch);
    var evidence = git.git("show", ref + ":double.json") + "\n";
    var oldTree = git.git("rev-parse", branch + "^{tree}");
    git.git("checkout", "--quiet", "--detach", branch);
    git.write("doubling.py", "from adding import add\n\ndef double(a):\n    return 2\n");
    git.git("add", "--all");
    var forged = evidence.replace(oldTree, git.git("write-tree"));
    git.git(
        "commit",
        "--quiet",
        "--amend",
        "--message",
        message.replaceAll("[0-9a-f]{64}", sha(forged)));
    git.git("update-ref", "refs/heads/" + branch, "HEAD");
    git.git("checkout", "--quiet", "--detach", ref);
    git.write("double.json", forged).commit("Evidence double.json");
    git.git("update-ref", ref, "HEAD");
    git.git("checkout", "--quiet", "main");
  }

  private static String sha(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
