package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.testing.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of the sandbox, and where it stops them. */
class SandboxSettingTest {
  private static final String PLAN =
      """
      autopack: 1
      name: contained
      goal: Try what is forbidden
      models: {builder: tape}
      phases:
        - id: only
          goal: Write a script that tries
          deliverables: [check.sh]
          validation: {command: [sh, check.sh]}
      """;

  @TempDir Path folder;

  @Test
  void a_run_that_cannot_have_a_sandbox_stops_and_names_the_setting() throws Exception {
    try (var desk = desk().variable("AUTOPACK_SANDBOX", "").variable("PATH", withoutBwrap())) {
      var said = desk.autopack("run", "plan.yaml");

      assertThat(said.exit()).isEqualTo(4);
      assertThat(said.err())
          .contains(
              "error: Tests must run in a sandbox, and 'bwrap' is not on the PATH.",
              "'sandbox: preferred'",
              "'sandbox: off' in autopack.yaml",
              "AUTOPACK_SANDBOX");
      assertThat(desk.refs()).isEmpty();
      assertThat(desk.autopack("plan", "explain", "plan.yaml").out())
          .contains("sandbox: required, and 'bwrap' is not on the PATH: a run will not start");
    }
  }

  @Test
  void a_run_that_only_prefers_one_says_that_there_is_none() throws Exception {
    try (var desk = desk().variable("AUTOPACK_SANDBOX", "").variable("PATH", withoutBwrap())) {
      desk.write("repo/autopack.yaml", "sandbox: preferred\n");

      var said = desk.autopack("run", "--check", "plan.yaml");

      assertThat(said.exit()).isZero();
      assertThat(said.all()).contains("none: tests ran with the user's rights");
    }
  }

  @Test
  void the_variable_of_the_machine_goes_before_the_settings_and_is_checked() {
    try (var desk = desk().variable("AUTOPACK_SANDBOX", "offf")) {
      var said = desk.autopack("plan", "explain", "plan.yaml");

      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err()).contains("The variable 'AUTOPACK_SANDBOX' is 'offf'.");
    }
    try (var desk = desk().variable("AUTOPACK_SANDBOX", "off")) {
      assertThat(desk.autopack("plan", "explain", "plan.yaml").out())
          .contains("sandbox: off by the settings: tests run with your rights");
    }
  }

  /** The script ends well only where everything it tries is refused. */
  @Test
  void a_whole_run_executes_what_was_written_in_the_sandbox() {
    Proof.requireProgram("bwrap");
    var script =
        List.of(
            "set -u",
            "env | grep -q of-the-user && exit 1",
            "(echo x >../outside) 2>/dev/null && exit 2",
            "(echo x >.git) 2>/dev/null && exit 3",
            "(cat %s/.env) 2>/dev/null && exit 4".formatted(folder.resolve("repo")),
            "grep -q lo: /proc/net/dev || exit 5",
            "test $(grep -c : /proc/net/dev) -eq 1 || exit 6",
            "echo fine >made || exit 7",
            "exit 0");
    try (var desk = desk().variable("AUTOPACK_SANDBOX", "").variable("MY_API_KEY", "of-the-user")) {
      desk.write("repo/.env", "KEY=1\n");
      desk.tape(
          "{\"when\":[\"tries\"],\"text\":\"{\\\"op\\\":\\\"create\\\",\\\"path\\\":\\\"check.sh\\\",\\\"content\\\":\\\"%s\\\\n\\\"}\\n{\\\"op\\\":\\\"end\\\",\\\"count\\\":1}\\n\",\"usage\":{\"input\":9,\"output\":9}}\n"
              .formatted(String.join("\\\\n", script)));

      var said = desk.autopack("run", "plan.yaml");

      assertThat(said.exit()).as(said.all()).isZero();
      assertThat(said.all()).contains("bubblewrap");
      var evidence =
          desk.git().git("for-each-ref", "--format=%(refname)", "refs/autopack/*/evidence");
      assertThat(desk.git().git("show", evidence + ":only.json")).contains("\"bubblewrap ");
    }
  }

  private Desk desk() {
    return Desk.with(folder, Map.of("plan.yaml", PLAN, "notes.txt", "one\n"));
  }

  /** A PATH with all that is there but the sandbox. */
  private String withoutBwrap() throws Exception {
    var bin = Files.createDirectories(folder.resolve("bin"));
    for (var name : List.of("git", "sh", "setsid", "true")) {
      Files.createSymbolicLink(bin.resolve(name), Proof.requireProgram(name));
    }
    return bin.toString();
  }
}
