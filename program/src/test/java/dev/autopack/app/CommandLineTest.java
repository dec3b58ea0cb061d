package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.autopack.app.Desk.Said;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.testing.FolderLook;
import dev.autopack.testing.oracle.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as a user meets them, one after the other on a real repository. */
class CommandLineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = Desk.with(folder, BadInput.FILES);
    BadInput.makeRight(desk);
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  @Test
  void init_writes_settings_and_a_plan_that_passes_its_check() {
    delete("repo/plan.yaml");

    assertThat(desk.autopack("init"))
        .isEqualTo(
            new Said(
                0,
                "wrote autopack.yaml\nwrote plan.yaml\n",
                "Edit plan.yaml, then run: autopack plan check plan.yaml\n"));

    assertThat(desk.autopack("plan", "check", "plan.yaml").exit()).isZero();
  }

  @Test
  void init_names_what_it_wrote_as_seen_from_where_it_was_started() {
    delete("repo/plan.yaml");

    var said = desk.in(desk.git().top().resolve("docs")).autopack("init");

    assertThat(said.out()).isEqualTo("wrote ../autopack.yaml\nwrote ../plan.yaml\n");
  }

  @Test
  void init_writes_nothing_where_one_of_its_files_is_there() {
    assertThat(desk.autopack("init").exit()).isEqualTo(2);

    assertThat(desk.git().top().resolve("autopack.yaml")).doesNotExist();
  }

  @Test
  void a_check_leaves_nothing_behind() {
    var said = desk.autopack("run", "--check", "plan.yaml");

    assertThat(said.exit()).as(said.all()).isZero();
    assertNoTrace();
  }

  @Test
  void a_check_is_read_once_not_twice() {
    var said = desk.autopack("run", "--check", "plan.yaml").err();

    assertThat(said.lines().map(line -> line.replaceFirst("^[0-9:]+ +", "")))
        .doesNotHaveDuplicates()
        .allMatch(line -> line.matches("  (OK|NOTE) .*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nots.txt, action: modify", "notes.txt, action: create"})
  void a_run_that_cannot_begin_leaves_nothing_behind(String deliverable) {
    desk.write(
        "repo/plan.yaml",
        BadInput.PLAN.replace("[notes.txt]", "[{path: %s}]".formatted(deliverable)));

    assertThat(desk.autopack("run", "plan.yaml").exit()).isEqualTo(2);

    assertNoTrace();
  }

  @Test
  void a_run_whose_model_has_no_key_leaves_nothing_behind() {
    desk.write("repo/plan.yaml", BadInput.PLAN.replace("builder: tape", "builder: sonnet"));

    assertThat(desk.autopack("run", "plan.yaml").err()).contains("ANTHROPIC_API_KEY is not set");

    assertNoTrace();
  }

  @Test
  void a_goal_is_a_plan_of_one_phase() {
    desk.write("repo/autopack.yaml", "models: {builder: tape}\n");

    var said =
        desk.autopack(
            "run",
            "--goal",
            "Write a second line",
            "--deliverable",
            "notes.txt",
            "--validation",
            "git --version");

    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.out()).contains("Write a second line: COMPLETE, 1 of 1 phases complete");
  }

  @Test
  void a_limit_suspends_and_a_higher_one_goes_on() {
    var poor = desk.autopack("run", "plan.yaml", "--max-usd", "0.0001");
    var still = desk.autopack("resume");
    var rich = desk.autopack("resume", "--max-usd", "5");

    assertThat(List.of(poor.exit(), still.exit(), rich.exit())).containsExactly(3, 3, 0);
    assertThat(still.out()).contains("The run has reached a limit.");
  }

  @Test
  void a_held_change_is_shown_approved_and_committed_without_another_call() {
    hold();

    var asked = desk.autopack("approvals");
    var shown = desk.autopack("approvals", asked.firstWord());
    var approved = desk.autopack("approve", asked.firstWord());
    var resumed = desk.autopack("resume");

    assertThat(shown.out())
        .contains("protected (high risk)", "-on: push\n+on: never\n", "autopack approve ")
        .doesNotContain("Exception");
    assertThat(approved.out()).isEqualTo(asked.firstWord() + " approved\n");
    assertThat(resumed.exit()).as(resumed.all()).isZero();
    assertThat(resumed.err()).doesNotContain("asking tape");
    assertThat(desk.autopack("approvals").err()).isEqualTo("Nothing waits for a person.\n");
  }

  @Test
  void a_held_change_is_shown_without_a_hand_on_the_run() {
    hold();
    var lock = ".git/refs/heads/autopack/%s.lock".formatted(run().id());
    desk.write("repo/" + lock, "another process moves the branch");
    Folders.remove(desk.home().resolve("worktrees").resolve(run().id().value()));
    var before = FolderLook.exactly(folder, path -> !path.startsWith("state/autopack.db"));

    assertThat(desk.autopack("approvals", desk.request()).out()).contains("+on: never\n");

    assertThat(FolderLook.exactly(folder, path -> !path.startsWith("state/autopack.db")))
        .isEqualTo(before);
  }

  @Test
  void a_denial_gives_the_builder_its_reason() {
    desk.write("repo/plan.yaml", BadInput.PLAN.replace("attempts: 1", "attempts: 2"));
    hold();
    desk.tape(Tape.answer("leave the workflow alone", BadInput.GOOD_REPLY));

    desk.autopack("deny", desk.request(), "--reason", "leave the workflow alone");
    var resumed = desk.autopack("resume");

    assertThat(resumed.exit()).as(resumed.all()).isZero();
  }

  @Test
  void an_ended_run_asks_nothing_any_more() {
    hold();
    desk.autopack("rollback");

    assertThat(desk.autopack("approvals").out()).isEmpty();
    assertThat(desk.autopack("approve", desk.request()).err())
        .contains("is incomplete, so its request '" + desk.request() + "' needs no answer");
    assertThat(desk.autopack("status").out()).doesNotContain("asks for approval");
  }

  @Test
  void a_rollback_keeps_what_was_there_as_a_branch() {
    desk.autopack("run", "plan.yaml");

    var said = desk.autopack("rollback", "--to", "only");

    assertThat(said.out())
        .startsWith("rolled back; what was there is kept as branch autopack-partial/notes-");
    assertThat(said.err()).contains("ada rolled back to ");
    assertThat(desk.git().git("show", desk.branch() + ":notes.txt")).isEqualTo("one");
  }

  @Test
  void clean_removes_the_worktree_and_everything_only_where_told_so() {
    desk.autopack("run", "plan.yaml");
    var run = run().id().value();

    assertThat(desk.autopack("clean", run).out())
        .isEqualTo("removed the worktree of " + run + "\n");
    assertThat(desk.home().resolve("worktrees").resolve(run)).doesNotExist();
    assertThat(desk.refs()).isNotEmpty();

    assertThat(desk.autopack("clean", "--everything", run).out())
        .isEqualTo("removed everything of " + run + "\n");
    assertNoTrace();
  }

  @Test
  void clean_has_nothing_to_remove_where_nothing_ended() {
    assertThat(desk.autopack("clean"))
        .isEqualTo(new Said(0, "", "No run has ended, so there is nothing to remove.\n"));
  }

  @Test
  void a_repository_that_was_moved_away_is_skipped_and_its_run_can_be_forgotten() {
    desk.autopack("run", "plan.yaml");
    World.move(desk.git().top(), folder.resolve("moved"));
    desk.in(folder);

    assertThat(desk.autopack("clean").err()).startsWith("skipped notes-");
    assertThat(desk.autopack("clean", "--everything", "notes").exit()).isZero();
    assertThat(desk.autopack("status", "--all"))
        .isEqualTo(new Said(0, "", "There is no run yet.\n"));
  }

  @Test
  void the_rules_of_a_path_are_those_of_each_phase() {
    assertThat(explained("src/new.py")).containsExactly("allow   no rule speaks of 'src/new.py'");
    assertThat(explained("src/new.py", "--plan", "plan.yaml"))
        .containsExactly(
            "phase only: ask     outside-scope: 'src/new.py': it is outside what the phase may write");
    assertThat(explained("notes.txt", "--plan", "plan.yaml"))
        .containsExactly("phase only: allow   no rule speaks of 'notes.txt'");
    assertThat(explained("plan.yaml", "--plan", "plan.yaml"))
        .contains("phase only: refuse  never-list: 'plan.yaml': it is the plan itself");
  }

  @Test
  void a_new_file_beside_code_of_a_phase_is_in_its_scope() {
    desk.write("repo/plan.yaml", BadInput.PLAN.replace("[notes.txt]", "[src/app.py]"));

    assertThat(explained("src/new.py", "--plan", "plan.yaml"))
        .containsExactly("phase only: allow   no rule speaks of 'src/new.py'");
  }

  @Test
  void a_goal_becomes_a_draft_that_says_so_and_passes_its_check() {
    var said = desk.autopack("plan", "new", "--goal", "Let notes.txt say more");

    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.out())
        .startsWith("# A draft, made of the goal's words by pattern matching: no model was asked.")
        .contains("# let-notes-txt-say-more: the goal names the file")
        .contains("    deliverables:\n      - notes.txt\n")
        .endsWith("Let notes.txt say more: 1 phase, no mistake, asks nothing\n");
    assertThat(said.err()).contains("this is a draft: correct it before you run it");
    assertThat(desk.autopack("plan", "check", "draft.yaml").exit()).isZero();
    assertThat(desk.autopack("plan", "new", "--goal", "Let notes.txt say more").err())
        .contains("'draft.yaml' is there already.");
  }

  @Test
  void a_draft_that_is_only_shown_is_written_nowhere_and_programs_read_its_grounds() {
    var said =
        desk.autopack("plan", "new", "--goal", "Let notes.txt say more", "--out", "-", "--json");

    var line = JsonMapper.shared().readTree(said.out());
    assertThat(line.path("kind").asString()).isEqualTo("plan_new");
    assertThat(line.path("draft").asBoolean()).isTrue();
    assertThat(line.path("grounds").get(0).path("files").get(0).path("path").asString())
        .isEqualTo("notes.txt");
    assertThat(desk.git().top().resolve("draft.yaml")).doesNotExist();
  }

  @Test
  void everything_for_programs_is_versioned_json_on_standard_output() {
    hold("--json");
    var lines =
        Stream.of(
                desk.autopack("status", "--json"),
                desk.autopack("status", "--all", "--json"),
                desk.autopack("watch", "--once", "--json"),
                desk.autopack("report", "--json"),
                desk.autopack("approvals", "--json"),
                desk.autopack("approvals", desk.request(), "--json"),
                desk.autopack("models", "--json"),
                desk.autopack("plan", "check", "plan.yaml", "--json"),
                desk.autopack("plan", "explain", "plan.yaml", "--json"),
                desk.autopack("run", "--check", "plan.yaml", "--json"))
            .peek(said -> assertThat(said.exit()).as(said.all()).isZero())
            .peek(said -> assertThat(said.err()).isEmpty())
            .flatMap(said -> said.out().lines())
            .map(JsonMapper.shared()::readTree)
            .toList();

    assertThat(lines).allMatch(line -> line.path("autopack").asInt() == 1);
    assertThat(lines.stream().map(line -> line.path("kind").asString()).distinct())
        .containsExactlyInAnyOrder(
            "status",
            "event",
            "report",
            "request",
            "model",
            "plan_check",
            "phase",
            "forecast",
            "check");
  }

  @Test
  void the_result_for_programs_says_the_exit_code_and_what_is_needed() {
    var said = hold("--json");

    var result = JsonMapper.shared().readTree(said.out().lines().toList().getLast());
    assertThat(List.of(text(result, "kind"), text(result, "state"), text(result, "exit")))
        .containsExactly("result", "WAITING", "3");
    assertThat(result.path("needs").path(0).asString()).contains("`autopack approve ");
  }

  @Test
  void without_a_terminal_progress_is_plain_lines() {
    var said = desk.autopack("run", "plan.yaml");

    assertThat(said.all()).doesNotContain("\r", "\u001b");
  }

  @Test
  void a_status_says_commits_and_requests_by_name() {
    hold();
    assertThat(desk.autopack("status").out())
        .contains("awaiting approval  only                     request " + desk.request());

    desk.autopack("approve", desk.request());
    desk.autopack("resume");
    assertThat(desk.autopack("status").out())
        .containsPattern("complete +only +commit [0-9a-f]{10}\n");
  }

  @Test
  void an_interrupted_run_is_suspended_and_goes_on() throws Exception {
    var interrupted = new Slow().interrupt();

    assertThat(interrupted.exit()).isEqualTo(130);
    assertThat(interrupted.err())
        .endsWith("Go on with: autopack resume " + run().id() + "\ninterrupted\n");
    assertThat(run().state()).isEqualTo(RunState.SUSPENDED);
    answerFromTape();
    var resumed = desk.autopack("resume");
    assertThat(resumed.exit()).as(resumed.all()).isZero();
  }

  @Test
  void a_run_has_one_executor_at_a_time() throws Exception {
    var slow = new Slow();
    try {
      for (var words : List.of("resume", "rollback", "clean --everything notes")) {
        var said = desk.autopack(words.split(" ", -1));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("is being executed by another process.");
      }
      assertThat(desk.autopack("status").out()).doesNotContain("no process executes it");
      assertThat(desk.autopack("status", "--json", "--all").out()).contains("\"executing\":true");
    } finally {
      slow.interrupt();
    }
  }

  @Test
  void watching_a_run_whose_process_died_comes_to_an_end() {
    desk.autopack("run", "plan.yaml");
    World.change(desk.home().resolve("autopack.db"), "update runs set state = 'RUNNING'");

    assertThat(desk.autopack("watch").err())
        .isEqualTo(
            "No process executes it any more; go on with: autopack resume " + run().id() + "\n");
    assertThat(desk.autopack("status").out()).contains("no process executes it; go on with: ");
  }

  @Test
  void an_interrupted_check_leaves_nothing_behind() throws Exception {
    var begun = folder.resolve("begun");
    // Its sign lies where nothing in a sandbox may write.
    desk.variable("AUTOPACK_SANDBOX", "off");
    desk.write(
        "repo/autopack.yaml",
        "setup: {command: [sh, -c, \"touch '%s'; sleep 60\"]}\n".formatted(begun));
    var running = new Running("run", "plan.yaml");
    await().atMost(PATIENCE).until(() -> Files.exists(begun));

    assertThat(running.interrupt().exit()).isEqualTo(130);

    assertNoTrace();
  }

  @Test
  void a_resumed_run_whose_check_fails_says_why_and_stays_suspended() throws Exception {
    new Slow().interrupt();
    desk.models("remote: [");

    var said = desk.autopack("resume");

    assertThat(said.exit()).as(said.all()).isEqualTo(2);
    assertThat(run().state()).isEqualTo(RunState.SUSPENDED);
  }

  /** A command under way. */
  private class Running {
    private final CompletableFuture<Said> said = new CompletableFuture<>();
    private final Thread thread;

    Running(String... words) {
      thread = Thread.ofPlatform().start(() -> said.complete(desk.autopack(words)));
    }

    /** As the program's own hook does at Ctrl-C. */
    Said interrupt() throws InterruptedException, ExecutionException {
      thread.interrupt();
      return said.get();
    }
  }

  /** A run whose provider is silent. */
  private final class Slow {
    private final Running running;

    Slow() {
      var provider = desk.provider("", new Fault.Pings(1000, Duration.ofMillis(50)));
      desk.models(Desk.server("remote", "anthropic", provider.baseUrl()));
      desk.write("repo/plan.yaml", BadInput.PLAN.replace("builder: tape", "builder: remote"));
      running = new Running("run", "plan.yaml");
      await().atMost(PATIENCE).until(() -> !provider.calls().isEmpty());
    }

    Said interrupt() throws InterruptedException, ExecutionException {
      return running.interrupt();
    }
  }

  /** The same model by name, but one that answers. */
  private void answerFromTape() {
    desk.models(
        "remote: {provider: replay, file: \"%s\", context: 200000, max_output: 32000, price: {input: 1, output: 1, cache_read: 0, cache_write: 0}}"
            .formatted(folder.resolve("tape.jsonl")));
  }

  private Said hold(String... options) {
    desk.tape(
        Tape.answer(
            "second line",
            Tape.reply(
                Tape.rewrite("notes.txt", "one\ntwo\n"),
                Tape.rewrite(".github/workflows/ci.yml", "on: never\n"))));
    var words = Stream.concat(Stream.of("run", "plan.yaml"), Arrays.stream(options));
    var said = desk.autopack(words.toArray(String[]::new));
    assertThat(said.exit()).as(said.all()).isEqualTo(3);
    return said;
  }

  private List<String> explained(String path, String... options) {
    var words = Stream.concat(Stream.of("policy", "explain", path), Arrays.stream(options));
    return desk.autopack(words.toArray(String[]::new)).out().lines().toList();
  }

  private RunRecord run() {
    return desk.stored(store -> store.runs().list().getFirst());
  }

  private void assertNoTrace() {
    List<RunRecord> runsLeft = desk.stored(store -> store.runs().list());
    assertThat(runsLeft).isEmpty();
    assertThat(desk.refs()).isEmpty();
    assertThat(desk.home().resolve("worktrees")).isEmptyDirectory();
    var runs = desk.home().resolve("runs");
    if (Files.exists(runs)) {
      assertThat(runs).isEmptyDirectory();
    }
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString();
  }

  private void delete(String path) {
    try {
      Files.delete(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
