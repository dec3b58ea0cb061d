package dev.autopack.process.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Confinement.Limits;
import dev.autopack.process.Confinement.Network;
import dev.autopack.process.Exit.Ending;
import dev.autopack.process.LocalProcessRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What code that a model wrote can do to the machine while its tests run. */
@Timeout(120)
class BubblewrapTest {
  @TempDir Path folder;

  private Cell cell;

  @BeforeEach
  void enter() throws IOException, InterruptedException {
    cell = Cell.in(folder);
  }

  @Test
  void a_child_works_in_the_worktree_as_it_would_outside() throws Exception {
    var exit = cell.shell("pwd; cat code.py; echo new >made; echo said >&2; exit 7");

    assertThat(exit.ending()).isEqualTo(Ending.EXITED);
    assertThat(exit.code()).isEqualTo(7);
    assertThat(exit.out()).isEqualTo(cell.worktree() + "\nanswer = 42\n");
    assertThat(exit.err()).isEqualTo("said\n");
    assertThat(cell.worktree().resolve("made")).hasContent("new");
  }

  @Test
  void reports_and_build_caches_are_written_where_the_confinement_says() throws Exception {
    var exit = cell.shell("echo report >%s/out; echo $GOCACHE".formatted(cell.reports()));

    assertThat(exit.isSuccess()).as(exit.err()).isTrue();
    assertThat(cell.reports().resolve("out")).hasContent("report");
    assertThat(exit.out().strip()).isEqualTo(cell.reports().resolve("go").toString());
  }

  @Test
  void git_reads_the_history_and_cannot_change_it() throws Exception {
    var before = cell.outside(cell.worktree(), "git", "rev-parse", "HEAD");

    assertThat(cell.shell("git log --format=%s").out()).isEqualTo("Start\n");
    var exit = cell.shell("echo changed >code.py; git commit -qam Mine");

    assertThat(exit.isSuccess()).isFalse();
    assertThat(cell.outside(cell.worktree(), "git", "rev-parse", "HEAD")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo x >.git",
        "rm -f .git",
        "mv .git other",
        "echo x >$(git rev-parse --git-common-dir)/config",
        "echo x >$(git rev-parse --git-common-dir)/hooks/post-commit",
        "echo x >$(git rev-parse --git-dir)/HEAD",
        "echo x >/etc/autopack-was-here",
        "echo x >/usr/autopack-was-here",
        "echo x >/autopack-was-here",
        "echo x >../beside",
        "echo x >/dev/autopack-was-here",
        "echo x >/home/autopack-was-here",
      })
  void nothing_else_can_be_written(String script) throws Exception {
    var exit = cell.shell("set -e; " + script);

    assertThat(exit.isSuccess()).isFalse();
    assertThat(exit.err()).containsAnyOf("Read-only file system", "busy", "cannot create");
    assertThat(Path.of("/etc/autopack-was-here")).doesNotExist();
  }

  @Test
  void what_is_written_to_the_home_or_the_temporary_folder_is_gone_afterwards() throws Exception {
    var script = "echo x >$HOME/left && echo x >/tmp/left && echo x >/var/tmp/left && ls $TMPDIR";

    assertThat(cell.shell(script).out()).contains("left\n");

    assertThat(folder.resolve("home/left")).doesNotExist();
    assertThat(Path.of("/tmp/left")).doesNotExist();
    assertThat(cell.shell("ls /tmp /var/tmp").out()).doesNotContain("left");
    assertThat(folder.resolve("state/runs/run/scratch")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"~/.ssh/id_rsa", "~/.aws/credentials", "~/.autopack/state", "%s/.env"})
  void secrets_of_the_user_cannot_be_read(String file) throws Exception {
    var named = file.formatted(folder.resolve("repository"));

    var exit = cell.shell("cat " + named);

    assertThat(exit.isSuccess()).isFalse();
    assertThat(exit.out()).isEmpty();
    assertThat(exit.err()).contains("No such file");
  }

  @Test
  void keys_are_in_no_environment_of_a_process_that_can_be_seen() throws Exception {
    var exit = cell.shell("env; cat /proc/[0-9]*/environ | tr '\\0' '\\n'; ls /proc");

    assertThat(exit.out()).contains("HOME=").doesNotContain("sk-of-the-user", "OPENAI");
    assertThat(exit.out().lines().filter(line -> line.matches("[0-9]+")).count()).isLessThan(8);
    assertThat(exit.out().lines()).doesNotContain(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void configuration_is_shown_only_where_it_holds_no_secret() throws Exception {
    cell.write("home/.npmrc", "//registry.example/:_authToken=npm_123\n");
    cell.write("home/.cargo/credentials.toml", "[registry]\ntoken = \"cargo_123\"\n");
    cell.write("home/.cargo/bin/tool", "");

    assertThat(cell.shell("git config user.name").out()).isEqualTo("Ada\n");
    assertThat(cell.shell("ls ~/.cargo/bin").out()).isEqualTo("tool\n");
    assertThat(cell.shell("cat ~/.npmrc ~/.cargo/credentials.toml").out()).isEmpty();
  }

  @Test
  void the_password_in_a_remote_of_the_repository_is_hidden_with_its_configuration()
      throws Exception {
    var url = "https://ada:pass-word@example.org/x.git";
    cell.outside(folder.resolve("repository"), "git", "remote", "add", "origin", url);

    var exit = cell.shell("git log --format=%s; cat $(git rev-parse --git-common-dir)/config");

    assertThat(exit.out()).isEqualTo("Start\n");
  }

  @Test
  void a_dependency_cache_is_written_by_a_preparation_and_read_by_tests() throws Exception {
    var write = cell.command("sh", "-c", "echo jar >~/.m2/repository/a.jar");

    assertThat(cell.inside().run(write.toPrepare()).isSuccess()).isTrue();
    assertThat(folder.resolve("home/.m2/repository/a.jar")).hasContent("jar");
    assertThat(cell.shell("cat ~/.m2/repository/a.jar").out()).isEqualTo("jar\n");
    assertThat(cell.inside().run(write).err()).contains("Read-only file system");
    assertThat(folder.resolve("home/.npm")).as("a cache that nobody filled").doesNotExist();
  }

  @Test
  void a_server_on_this_machine_is_reached_only_where_the_network_is_allowed() throws Exception {
    var calls = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    var script =
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:%d/', timeout=20)"
            .formatted(server.getAddress().getPort());
    var ask = cell.command("python3", "-c", script);
    try {
      assertThat(cell.inside().run(ask).isSuccess()).isFalse();
      assertThat(cell.inside().run(ask.toPrepare()).isSuccess()).isFalse();
      assertThat(calls).hasValue(0);

      cell.network(Network.PREPARE);
      assertThat(cell.inside().run(ask).isSuccess()).isFalse();
      assertThat(calls).hasValue(0);
      assertThat(cell.inside().run(ask.toPrepare()).isSuccess()).isTrue();
      assertThat(cell.network(Network.ALWAYS).inside().run(ask).isSuccess()).isTrue();
      assertThat(calls).hasValue(2);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_fork_bomb_is_ended_and_named() throws Exception {
    cell.limits(new Limits(Duration.ofMinutes(5), 20, 2L << 30, 1L << 30));

    var exit = cell.run("bash", "-c", "f() { f | f & }; f; sleep 100");

    assertThat(exit.ending()).isEqualTo(Ending.PROCESS_LIMIT);
    assertThat(leftovers()).isZero();
  }

  @Test
  void a_full_disk_is_prevented_and_named() throws Exception {
    cell.limits(new Limits(Duration.ofMinutes(5), 200, 2L << 30, 64L << 20));

    for (var file : new String[] {"filling", "/tmp/filling", "~/filling"}) {
      assertThat(cell.shell("cat /dev/zero >" + file).ending()).isEqualTo(Ending.DISK_LIMIT);
    }
    // A file that has no name any more takes room all the same.
    var nameless =
        "import os; f = open('x', 'wb'); os.unlink('x')\nwhile 1: f.write(bytes(1 << 20))";
    assertThat(cell.python(nameless).ending()).isEqualTo(Ending.DISK_LIMIT);
  }

  @Test
  void memory_without_end_is_ended_and_named() throws Exception {
    cell.limits(new Limits(Duration.ofMinutes(5), 200, 200L << 20, 1L << 30));

    var exit = cell.python("held = []\nwhile 1: held.append(bytearray(1 << 20))");

    assertThat(exit.ending()).isEqualTo(Ending.MEMORY_LIMIT);
  }

  @Test
  void memory_that_processes_share_counts_once() throws Exception {
    cell.limits(new Limits(Duration.ofMinutes(5), 200, 300L << 20, 1L << 30));
    var script =
        """
        import os, time
        held = bytearray(os.urandom(120 << 20))
        for _ in range(4):
            if os.fork() == 0:
                time.sleep(1.5)
                os._exit(0)
        for _ in range(4):
            os.wait()
        """;

    assertThat(cell.python(script).ending()).isEqualTo(Ending.EXITED);
  }

  @Test
  void processor_time_is_counted_over_all_of_it() throws Exception {
    cell.limits(new Limits(Duration.ofSeconds(1), 200, 2L << 30, 1L << 30));

    var exit = cell.shell("for i in 1 2 3; do sh -c 'while :; do :; done' & done; wait");

    assertThat(exit.ending()).isEqualTo(Ending.CPU_LIMIT);
    assertThat(leftovers()).isZero();
  }

  @Test
  void output_of_200_megabytes_is_ended_and_named() throws Exception {
    var exit = cell.shell("head -c 200000000 /dev/zero");

    assertThat(exit.ending()).isEqualTo(Ending.OUTPUT_LIMIT);
  }

  /** It leaves its parent, its session, its group, its output and its environment. */
  @Test
  void a_daemon_does_not_outlive_the_command_that_started_it() throws Exception {
    var mark = "3141592";

    var exit =
        cell.shell(
            "setsid env -i sh -c 'echo up >ready; exec sleep %s' </dev/null >/dev/null 2>&1 &"
                    .formatted(mark)
                + " while [ ! -s ready ]; do sleep 0.01; done");

    assertThat(exit.isSuccess()).isTrue();
    assertThat(
            ProcessHandle.allProcesses()
                .filter(one ->
                    one.info()
                        .arguments()
                        .filter(it -> it.length == 1 && it[0].equals(mark))
                        .isPresent()))
        .isEmpty();
  }

  @Test
  void no_further_rights_can_be_had() throws Exception {
    var exit = cell.shell("grep -E '^(CapEff|NoNewPrivs)' /proc/self/status; unshare -U true");

    assertThat(exit.out()).contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1");
    assertThat(exit.isSuccess()).isFalse();
  }

  @Test
  void a_missing_program_is_told_as_without_a_sandbox() {
    assertThatThrownBy(() -> cell.run("no-such-program"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("'no-such-program'");
  }

  @Test
  void a_test_that_speaks_like_the_sandbox_is_a_failed_test() throws Exception {
    var exit = cell.shell("echo 'bwrap: no permission' >&2; exit 1");

    assertThat(exit.code()).isEqualTo(1);
  }

  @Test
  void a_machine_without_the_program_is_told_apart() throws Exception {
    var environment = Map.of("PATH", folder.toString());
    var runner = new LocalProcessRunner(environment, InstantSource.system());

    assertThat(Bubblewrap.find(runner, environment, folder))
        .isEqualTo(new Bubblewrap.Search.Missing("'bwrap' is not on the PATH"));
  }

  @Test
  void a_machine_that_forbids_it_is_told_apart() throws Exception {
    var program = cell.write("bin/bwrap", "#!/bin/sh\necho 'bwrap: No permissions' >&2; exit 1\n");
    Files.setPosixFilePermissions(
        program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    var environment = Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    var runner = new LocalProcessRunner(environment, InstantSource.system());

    assertThat(Bubblewrap.find(runner, environment, folder))
        .isEqualTo(
            new Bubblewrap.Search.Missing("'bwrap' does not work here: bwrap: No permissions"));
  }

  /** How many processes of this cell are alive, by the folder they work in. */
  private long leftovers() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> {
          try {
            var where = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
            return where.startsWith(cell.worktree());
          } catch (IOException gone) {
            return false;
          }
        })
        .count();
  }
}
