package dev.autopack.workspace.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.plan.RunId;
import dev.autopack.process.Command;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.testing.FolderLook;
import dev.autopack.testing.GitFixture;
import dev.autopack.testing.Killed;
import dev.autopack.testing.MortalEffects;
import dev.autopack.testing.Mortality;
import dev.autopack.workspace.Repository.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's workspace that is killed at any instant, opened again and brought to its end. */
class KilledWorkspaceTest {
  @TempDir private static Path folder;
  private static GitFixture fixture;
  private static Map<String, String> checkout;
  private static Ending undisturbed;
  private static int instants;

  /** What is left of a run: refs with the objects they name, and the files of its folder. */
  private record Ending(Map<String, String> refs, Map<String, String> files) {}

  @BeforeAll
  static void tellTheStoryOnce() throws IOException {
    fixture = GitFixture.of(folder, Map.of("a.txt", "one\n", "src/b.txt", "two\n"));
    fixture.write("a.txt", "uncommitted\n").write("untracked.txt", "x\n");
    checkout = checkout();
    undisturbed = tell(new RunId("undisturbed"), Mortality.none());
    // Told again, as its objects are there now: killed between them, nothing else would differ.
    var mortality = Mortality.none();
    tell(new RunId("counted"), mortality);
    instants = mortality.instants().size();
  }

  static IntStream instants() {
    return IntStream.rangeClosed(1, instants);
  }

  @ParameterizedTest
  @MethodSource("instants")
  void a_run_cut_off_at_any_instant_and_taken_up_again_ends_the_same(int instant)
      throws IOException {
    var run = new RunId("cut-%d".formatted(instant));
    assertThatThrownBy(() -> tell(run, Mortality.throwingAt(instant))).isInstanceOf(Killed.class);

    assertThat(tell(run, Mortality.none())).isEqualTo(undisturbed);

    assertThat(checkout()).isEqualTo(checkout);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 17, 34})
  void so_does_one_whose_process_is_killed(int instant) throws Exception {
    var run = new RunId("killed-%d".formatted(instant));

    var exit = tellInProcess(run, instant, fixture.children());

    assertThat(exit).isEqualTo(128 + 9);
    assertThat(tell(run, Mortality.none())).isEqualTo(undisturbed);
    assertThat(checkout()).isEqualTo(checkout);
  }

  /** The program dies while git works, and git works on: it is ended, not raced. */
  @Test
  void so_does_one_whose_git_outlives_it() throws Exception {
    var run = new RunId("outlived");
    var script =
        """
        case "$*" in
          *read-tree*)
            kill -KILL "$PPID"
            sleep 1234.5
            ;;
        esac
        exec "$GIT" "$@"
        """;

    var exit = tellInProcess(run, 1_000, Worlds.childrenWithGit(fixture, script));

    assertThat(exit).isEqualTo(128 + 9);
    assertThat(tell(run, Mortality.none())).isEqualTo(undisturbed);
    assertThat(ProcessHandle.allProcesses().filter(KilledWorkspaceTest::isOurSleep)).isEmpty();
  }

  private static boolean isOurSleep(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(folder.toString()))
        .isPresent();
  }

  /** The locks that a git of ours leaves when it is killed itself, or the machine loses power. */
  @Test
  void locks_of_our_own_are_removed_and_the_users_are_not() throws IOException {
    var run = new RunId("locked");
    assertThatThrownBy(() -> tell(run, Mortality.throwingAt(40))).isInstanceOf(Killed.class);
    var git = fixture.top().resolve(".git");
    var ours =
        List.of(
            git.resolve("refs/heads/autopack/locked.lock"),
            git.resolve("refs/autopack/locked/evidence.lock"),
            git.resolve("refs/autopack/locked/checkpoints/after-first.lock"),
            git.resolve("worktrees/locked/index.lock"),
            Worlds.worktrees(fixture).resolve("locked.git/index.lock"));
    var users = List.of(git.resolve("index.lock"), git.resolve("refs/heads/main.lock"));
    ours.forEach(lock -> Worlds.write(lock, ""));
    users.forEach(lock -> Worlds.write(lock, ""));

    assertThat(tell(run, Mortality.none())).isEqualTo(undisturbed);

    assertThat(ours).noneMatch(Files::exists);
    assertThat(users).allMatch(Files::exists);
    for (var lock : users) {
      Files.delete(lock);
    }
  }

  @Test
  void a_registration_that_was_cut_off_is_made_anew() throws IOException {
    var run = new RunId("half");
    var entry = fixture.top().resolve(".git/worktrees/half");
    Worlds.write(entry.resolve("locked"), "initializing");
    Worlds.write(Worlds.worktrees(fixture).resolve("half/junk"), "x");

    assertThat(tell(run, Mortality.none())).isEqualTo(undisturbed);

    assertThat(entry.resolve("locked")).doesNotExist();
  }

  @Test
  void a_folder_that_somebody_removed_is_made_anew_with_its_branch() throws IOException {
    var run = new RunId("lost");
    tell(run, Mortality.none());
    Erasure.erase(Worlds.worktrees(fixture).resolve("lost"));
    fixture.git("worktree", "prune");

    try (var repository = Worlds.open(fixture)) {
      var workspace = repository.open(run);
      assertThat(Worlds.texts(workspace.folder())).isEqualTo(undisturbed.files());
      assertThat(fixture.gitIn(workspace.folder(), "status", "--porcelain")).isEmpty();
    }
  }

  @Test
  void a_removal_that_is_cut_off_anywhere_is_finished_by_the_next() throws IOException {
    var cut = 0;
    for (var finished = false; !finished; ) {
      var run = new RunId("removed-%d".formatted(++cut));
      tell(run, Mortality.none());
      finished = removes(run, Mortality.throwingAt(cut));
      removes(run, Mortality.none());
      assertThat(refs(run)).isEmpty();
      assertThat(Worlds.worktrees(fixture).resolve(run.value())).doesNotExist();
      assertThat(Worlds.worktrees(fixture).resolve(run + ".git")).doesNotExist();
      assertThat(fixture.git("worktree", "list")).doesNotContain(run.value());
    }
    assertThat(cut).isGreaterThan(3);
  }

  private static boolean removes(RunId run, Mortality mortality) {
    try (var repository = opened(mortality)) {
      repository.remove(run, Removal.EVERYTHING);
      return true;
    } catch (Killed cutOff) {
      return false;
    }
  }

  private static GitRepository opened(Mortality mortality) {
    return Worlds.open(fixture, fixture.top(), fixture.children(), new MortalEffects(mortality));
  }

  private static Ending tell(RunId run, Mortality mortality) throws IOException {
    try (var repository = opened(mortality)) {
      new PhaseStory(run, journal(run)).tell(repository);
    }
    try (var repository = Worlds.open(fixture)) {
      var workspace = repository.open(run);
      workspace.layOut(workspace.treeOf(workspace.head()), List.of());
      return new Ending(refs(run), Worlds.texts(workspace.folder()));
    }
  }

  private static Path journal(RunId run) {
    return folder.resolve(run + ".journal");
  }

  private static Map<String, String> refs(RunId run) {
    var refs = new TreeMap<String, String>();
    fixture
        .git("for-each-ref", "--format=%(refname) %(objectname)")
        .lines()
        .filter(line -> line.contains("/" + run))
        .map(line -> line.replace("/" + run, "/RUN").split(" ", 2))
        .forEach(parts -> refs.put(parts[0], parts[1]));
    return refs;
  }

  /** Everything of the user's: checkout, index, settings, logs and refs. */
  private static Map<String, String> checkout() {
    return FolderLook.exactly(fixture.top(), KilledWorkspaceTest::isTheUsers);
  }

  private static boolean isTheUsers(String path) {
    return !path.matches("\\.git/(objects|worktrees|refs/autopack)(/.*)?")
        && !path.matches("\\.git/(logs/)?refs/heads/autopack(-partial)?(/.*)?");
  }

  private static int tellInProcess(RunId run, int instant, LocalProcessRunner children)
      throws InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var argv =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoryMain.class.getName(),
            fixture.top().toString(),
            Worlds.worktrees(fixture).toString(),
            run.value(),
            journal(run).toString(),
            Integer.toString(instant));
    var minute = Duration.ofMinutes(1);
    var bounds = new Command.Bounds(minute, minute, 1 << 20);
    return children.run(new Command(argv, folder, new HashMap<>(), bounds)).code();
  }
}
