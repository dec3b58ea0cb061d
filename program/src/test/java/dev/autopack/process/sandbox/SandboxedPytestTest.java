package dev.autopack.process.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.pytest.PytestToolchain;
import dev.autopack.process.Confinement.Limits;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests as a model might write them, run by pytest as a gate runs it. */
@Timeout(300)
class SandboxedPytestTest {
  private static final String FILE = "test_generated.py";
  private static final Patience PATIENT =
      new Patience(Duration.ofMinutes(3), Duration.ofMinutes(3));

  @TempDir Path folder;

  private Cell cell;

  @BeforeEach
  void enter() throws IOException, InterruptedException {
    cell = Cell.in(folder);
    Proof.requireTool(
        "pytest",
        () -> {
          try {
            return cell.run("python3", "-c", "import pytest").isSuccess();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Each attempt is a test that fails where it is let through. */
  @Test
  void what_a_test_tries_to_reach_is_not_there() throws Exception {
    var report =
        run(
            """
            import os, pathlib, pytest, socket, subprocess

            def test_has_no_key():
                assert not [name for name in os.environ if "KEY" in name]

            def test_sees_no_other_process():
                for environ in pathlib.Path("/proc").glob("[0-9]*/environ"):
                    assert b"sk-of-the-user" not in environ.read_bytes()

            @pytest.mark.parametrize("path", ["../outside", "/etc/outside", ".git", ".git/x"])
            def test_writes_nowhere_else(path):
                with pytest.raises(OSError):
                    pathlib.Path(path).write_text("x")

            def test_commits_nothing():
                assert subprocess.run(["git", "commit", "--allow-empty", "-m", "x"]).returncode

            def test_reads_no_secret():
                assert not (pathlib.Path.home() / ".ssh").exists()

            def test_reaches_nobody():
                with pytest.raises(OSError):
                    socket.create_connection(("127.0.0.1", %d), 5)

            def test_writes_its_own():
                pathlib.Path("made.txt").write_text("x")
            """
                .formatted(22));

    assertThat(report.trouble()).isEmpty();
    assertThat(report.results())
        .hasSize(10)
        .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.PASSED));
  }

  @Test
  void a_test_that_takes_memory_without_end_is_named_as_that() throws Exception {
    cell.limits(new Limits(Duration.ofMinutes(5), 100, 400L << 20, 1L << 30));

    assertThat(trouble("held = []\n    while True: held.append(bytearray(1 << 20))"))
        .isEqualTo("the tests were stopped: too much memory");
  }

  @Test
  void a_test_that_fills_the_disk_is_named_as_that() throws Exception {
    cell.limits(new Limits(Duration.ofMinutes(5), 100, 2L << 30, 64L << 20));

    assertThat(trouble("f = open('big', 'wb')\n    while True: f.write(bytes(1 << 20))"))
        .isEqualTo("the tests were stopped: too much written to the disk");
  }

  @Test
  void a_test_that_starts_ever_more_processes_is_named_as_that() throws Exception {
    cell.limits(new Limits(Duration.ofMinutes(5), 20, 2L << 30, 1L << 30));

    assertThat(trouble("import os, signal\n    while os.fork() >= 0: pass\n    signal.pause()"))
        .isEqualTo("the tests were stopped: too many processes at once");
  }

  @Test
  void a_test_that_prints_200_megabytes_is_named_as_that() throws Exception {
    // Past pytest's own catching of output, through what it keeps of the real one.
    assertThat(
            trouble(
                "pipe = next(n for n in map(int, sorted(os.listdir('/proc/self/fd'))) if open_pipe(n))\n"
                    + "    for _ in range(200): os.write(pipe, b'x' * 1000000)"))
        .isEqualTo("the tests were stopped: too much output");
  }

  private String trouble(String body) throws Exception {
    var report =
        run(
            """
            import fcntl, os

            def open_pipe(n):
                name = f'/proc/self/fd/{n}'
                return (os.path.lexists(name) and os.readlink(name).startswith('pipe:')
                    and fcntl.fcntl(n, fcntl.F_GETFL) & os.O_WRONLY)

            def test_greedy():
                %s
            """
                .formatted(body));
    assertThat(report.results()).noneMatch(result -> result.outcome() == Outcome.PASSED);
    return report.trouble().stream()
        .filter(one -> one.kind() == Trouble.Kind.CRASH)
        .map(Trouble::text)
        .findFirst()
        .orElse("nothing: " + report.trouble());
  }

  private TestReport run(String test) throws Exception {
    cell.write("state/worktrees/run/" + FILE, test);
    var tree = MapTree.of(Map.of(FILE, test));
    return new PytestToolchain(cell.inside())
        .run(
            new Request(
                cell.worktree(), tree, cell.reports(), List.of(new RepoPath(FILE)), PATIENT));
  }
}
