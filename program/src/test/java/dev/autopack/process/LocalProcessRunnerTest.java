package dev.autopack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.autopack.error.EnvironmentException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalProcessRunnerTest {
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final int PLENTY = 1 << 20;
  private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

  @TempDir Path folder;

  @Test
  void a_child_gets_its_arguments_input_and_folder_and_its_end_is_told_whole() throws Exception {
    var script = "pwd; cat; echo \"$1\" >&2; exit 7";
    var argv = List.of("sh", "-c", script, "sh", "a b;$HOME");
    var input = "from us".getBytes(StandardCharsets.UTF_8);

    var exit = runner().run(new Command(argv, folder, Map.of(), input, bounds(LONG, LONG)));

    assertThat(exit.out()).isEqualTo(folder.toRealPath() + "\nfrom us");
    assertThat(exit.err()).isEqualTo("a b;$HOME\n");
    assertThat(List.of(exit.ending(), exit.code(), exit.dropped()))
        .isEqualTo(List.of(Exit.Ending.EXITED, 7, 0L));
    assertThat(exit.isSuccess()).isFalse();
  }

  @Test
  void a_child_has_no_terminal_and_no_input() throws Exception {
    var exit = run("sh", "-c", "cat; test -t 0 || test -t 1 || (exec 3</dev/tty) 2>&1");

    assertThat(exit.code()).isNotZero();
    assertThat(exit.out()).contains("/dev/tty");
  }

  @Test
  void bytes_pass_unchanged_in_both_directions() throws Exception {
    var bytes = new byte[3 << 20];
    new Random(1).nextBytes(bytes);
    var bounds = new Command.Bounds(LONG, LONG, bytes.length * 2);

    var exit = runner().run(new Command(List.of("cat"), folder, Map.of(), bytes, bounds));

    assertThat(exit.stdout()).isEqualTo(bytes);
  }

  @Test
  void a_child_that_fills_both_pipes_and_never_reads_its_input_blocks_nobody() throws Exception {
    var argv = List.of("sh", "-c", "head -c 3000000 /dev/zero | tee /dev/stderr; exit 3");
    var input = new byte[1 << 20];

    var exit = runner().run(new Command(argv, folder, Map.of(), input, bounds(LONG, LONG)));

    assertThat(exit.code()).isEqualTo(3);
    assertThat(exit.dropped()).isEqualTo(2 * (3_000_000L - PLENTY));
  }

  @Test
  void of_long_output_the_first_and_the_last_half_are_kept() throws Exception {
    var argv = List.of("sh", "-c", "printf 0123456789abcdefghij");

    var exit = runner().run(new Command(argv, folder, Map.of(), new Command.Bounds(LONG, LONG, 8)));

    assertThat(exit.out()).isEqualTo("0123\n[... 12 bytes left out ...]\nghij");
  }

  @Test
  void a_flood_ends_the_child() throws Exception {
    var bounds = new Command.Bounds(LONG, LONG, 10_000);

    var exit = runner().run(new Command(List.of("yes"), folder, Map.of(), bounds));

    assertThat(exit.ending()).isEqualTo(Exit.Ending.OUTPUT_LIMIT);
    assertThat(exit.isSuccess()).isFalse();
  }

  @Test
  void a_child_that_takes_too_long_is_ended() throws Exception {
    var exit = runWithin(Duration.ofMillis(300), LONG, "sh", "-c", "echo on; sleep 1000");

    assertThat(exit.ending()).isEqualTo(Exit.Ending.WALL_TIMEOUT);
    assertThat(exit.out()).isEqualTo("on\n");
    assertThat(exit.took()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(20));
  }

  @Test
  void a_silent_child_is_ended_and_one_that_talks_is_not() throws Exception {
    var talking = "for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.2; done";
    var idle = Duration.ofMillis(1_200);

    assertThat(runWithin(LONG, idle, "sh", "-c", talking).ending()).isEqualTo(Exit.Ending.EXITED);
    assertThat(runWithin(LONG, idle, "sleep", "1000").ending()).isEqualTo(Exit.Ending.IDLE_TIMEOUT);
  }

  @Test
  void a_signal_is_told_as_128_and_its_number() throws Exception {
    assertThat(run("sh", "-c", "kill -TERM $$").code()).isEqualTo(128 + 15);
  }

  @Test
  void a_missing_program_or_folder_says_what_to_do() {
    assertThatThrownBy(() -> run("no-such-program"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("'no-such-program'")
        .extracting(e -> ((EnvironmentException) e).nextStep())
        .asString()
        .startsWith("Install 'no-such-program'");
    var gone = new Command(List.of("true"), folder.resolve("gone"), Map.of(), bounds(LONG, LONG));
    assertThatThrownBy(() -> runner().run(gone))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("gone', in which 'true' should run");
  }

  /**
   * In the background, with the pipes open; daemons of their own session, with and without mark.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void nothing_a_child_started_outlives_it() throws Exception {
    run(
        "sh",
        "-c",
        """
        sleep 1001 & echo $! >>pids
        setsid sh -c 'echo $$ >>pids; exec sleep 1002 >/dev/null 2>&1' &
        env -i PATH="$PATH" sh -c 'echo $$ >>pids; exec sleep 1003' &
        (setsid nohup sh -c 'echo $$ >>pids; sleep 1004' </dev/null >/dev/null 2>&1 &)
        while [ "$(wc -l <pids)" -lt 4 ]; do sleep 0.01; done
        """);

    assertThat(started()).hasSize(4).noneMatch(LocalProcessRunnerTest::isAlive);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_timeout_ends_the_daemons_of_the_child_too() throws Exception {
    var script = "(setsid sh -c 'echo $$ >>pids; sleep 1005' &); sleep 1006 & echo $! >>pids; wait";

    var exit = runWithin(Duration.ofSeconds(1), LONG, "sh", "-c", script);

    assertThat(exit.ending()).isEqualTo(Exit.Ending.WALL_TIMEOUT);
    assertThat(started()).hasSize(2).noneMatch(LocalProcessRunnerTest::isAlive);
  }

  @Test
  void an_interrupted_caller_leaves_no_child_behind() throws Exception {
    var caught = new AtomicReference<Throwable>();
    var caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                run("sh", "-c", "echo $$ >>pids; sleep 1007 & echo $! >>pids; wait");
              } catch (InterruptedException e) {
                caught.set(e);
              }
            });
    await().until(() -> Files.exists(folder.resolve("pids")) && started().size() == 2);

    caller.interrupt();
    caller.join();

    assertThat(caught.get()).isInstanceOf(InterruptedException.class);
    assertThat(started()).noneMatch(LocalProcessRunnerTest::isAlive);
  }

  @Test
  void many_children_run_at_once_on_virtual_threads() throws Exception {
    var runner = runner();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 40)
              .<Callable<String>>mapToObj(i -> () -> runner.run(command("echo", "" + i)).out())
              .toList();
      var answers = new ArrayList<String>();
      for (var future : threads.invokeAll(calls)) {
        answers.add(future.get());
      }
      assertThat(answers)
          .containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(i -> i + "\n").toList());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_a_killed_run_left_is_ended_by_the_next_and_what_a_living_one_has_is_not()
      throws Exception {
    // No process has such a number, and process 1 was not started at that tick.
    var orphan = new ProcessBuilder("sleep", "1008");
    orphan.environment().put("AUTOPACK_CHILD", "1-1-1,4194305-77-1");
    var left = orphan.start();
    // Until it has become "sleep" it has our own environment, without the mark.
    var name = Path.of("/proc", Long.toString(left.pid()), "cmdline");
    await().until(() -> Files.readString(name).startsWith("sleep"));
    var living = Thread.ofVirtual().start(() -> runQuietly("sh", "-c", "echo >up; sleep 1009"));
    await().until(() -> Files.exists(folder.resolve("up")));

    var ended = runner().endOrphans();

    // Other killed runs of the same machine may have left children too.
    assertThat(ended).isPositive();
    assertThat(left.waitFor()).isEqualTo(128 + 9);
    assertThat(living.isAlive()).isTrue();
    living.interrupt();
    living.join();
  }

  @Test
  void a_coprocess_answers_until_it_is_closed() {
    var cat = runner().start(command("cat"));
    for (int i = 0; i < 100; i++) {
      var sent = "question %03d".formatted(i).getBytes(StandardCharsets.UTF_8);
      var answer = cat.ask(sent, answers -> answers.readNBytes(sent.length));
      assertThat(answer).isEqualTo(sent);
    }

    cat.close();

    assertThat(cat.isAlive()).isFalse();
  }

  @Test
  void a_coprocess_that_ends_or_falls_silent_is_an_error_and_not_a_wait() {
    var quick = new Command.Bounds(LONG, Duration.ofMillis(200), PLENTY);
    for (var argv : List.of(List.of("true"), List.of("sleep", "1010"))) {
      try (var coprocess = runner().start(new Command(argv, folder, Map.of(), quick))) {
        assertThatThrownBy(() -> coprocess.ask(new byte[] {1}, LocalProcessRunnerTest::readOne))
            .isInstanceOf(EnvironmentException.class);
        assertThat(coprocess.isAlive()).isFalse();
      }
    }
  }

  private static int readOne(InputStream answers) throws IOException {
    var read = answers.read();
    if (read < 0) {
      throw new EOFException();
    }
    return read;
  }

  private Exit run(String... argv) throws InterruptedException {
    return runWithin(LONG, LONG, argv);
  }

  private Exit runWithin(Duration wall, Duration idle, String... argv) throws InterruptedException {
    return runner().run(new Command(List.of(argv), folder, Map.of(), bounds(wall, idle)));
  }

  private void runQuietly(String... argv) {
    try {
      run(argv);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Command command(String... argv) {
    return new Command(List.of(argv), folder, Map.of(), bounds(LONG, LONG));
  }

  private static Command.Bounds bounds(Duration wall, Duration idle) {
    return new Command.Bounds(wall, idle, PLENTY);
  }

  private static LocalProcessRunner runner() {
    return new LocalProcessRunner(new HashMap<>(Map.of("PATH", PATH)), InstantSource.system());
  }

  private List<Long> started() throws IOException {
    return Files.readAllLines(folder.resolve("pids")).stream().map(Long::parseLong).toList();
  }

  /** A zombie that init has not collected yet is as dead as one can be. */
  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent()
        && (!Files.isDirectory(Path.of("/proc/self")) || ProcessStat.read(pid).isPresent());
  }
}
