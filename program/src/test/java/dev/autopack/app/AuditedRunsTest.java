package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.testing.oracle.Fault;
import dev.autopack.testing.oracle.OracleRequest;
import dev.autopack.testing.oracle.OracleServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Runs whose changes an auditor sees, over real HTTP. */
class AuditedRunsTest {
  private static final String CLEAN =
      "{\"findings\": [], \"summary\": \"A second line.\", \"cannot_judge\": \"\"}";

  private static final String BLOCKING =
      """
      {"findings": [{"path": "notes.txt", "line": 2, "quote": "+two", "rule": "A1",
        "message": "The second line says two, not zwei.", "severity": "blocking"}],
       "summary": "The wrong language.", "cannot_judge": ""}
      """;

  private static final String PLAN =
      BadInput.PLAN
          .replace("{builder: tape}", "{builder: tape, auditor: judge}")
          .replace("attempts: 1", "attempts: 2")
          .replace(
              "    deliverables:",
              "    acceptance: [\"the second line is zwei\"]\n    deliverables:");

  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = Desk.with(folder, BadInput.FILES);
    desk.write("repo/plan.yaml", PLAN);
    desk.tape(
        Tape.answer(
                "the auditor judge says of notes.txt:2 (blocking) A1",
                Tape.reply(Tape.rewrite("notes.txt", "one\nzwei\n")))
            + "\n"
            + Tape.answer("second line", BadInput.GOOD_REPLY));
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  /** Judges by what the request shows. */
  private static String judge(OracleRequest request) {
    return request.lastTurn().contains("\n+zwei\n") ? CLEAN : BLOCKING;
  }

  private String run() {
    return desk.branch().replace("refs/heads/autopack/", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai"})
  void a_blocking_finding_is_mended_in_the_next_attempt_and_the_commit_tells_of_the_audit(
      String protocol) {
    try (var server = OracleServer.answering(AuditedRunsTest::judge)) {
      desk.models(Desk.server("judge", protocol, server.baseUrl()));

      var said = desk.autopack("run", "plan.yaml");

      assertThat(said.exit()).as(said.all()).isZero();
      assertThat(server.calls()).hasSize(2);
      assertThat(server.calls().getFirst().request().lastTurn())
          .contains("A1: the second line is zwei", "gate tests: pass", "\n one\n+two\n")
          .doesNotContain("\"op\"");
    }
    assertThat(desk.git().git("show", "autopack/" + run() + ":notes.txt")).isEqualTo("one\nzwei");
    var evidence =
        JsonMapper.shared()
            .readTree(desk.git().git("show", "refs/autopack/" + run() + "/evidence:only.json"))
            .path("audit");
    assertThat(evidence.path("executed").asBoolean(true)).isFalse();
    assertThat(evidence.path("verdict").asString()).isEqualTo("pass");
    assertThat(evidence.path("prompt_sha256").asString()).matches("[0-9a-f]{64}");
    assertThat(desk.autopack("verify", run()).out())
        .contains("audit: pass by judge with 0 findings; recorded, not executed");
    assertThat(desk.autopack("stats").out()).contains("audits: 2 calls, ");
    assertThat(desk.autopack("report", run()).out()).contains("for 2 audits");
  }

  @Test
  void an_outage_of_the_auditor_suspends_and_the_resumed_run_builds_nothing_again() {
    try (var server = OracleServer.answering(_ -> CLEAN)) {
      server.always(new Fault.Status(529, Optional.empty()));
      desk.models(Desk.server("judge", "anthropic", server.baseUrl()));

      var first = desk.autopack("run", "plan.yaml");
      assertThat(first.exit()).as(first.all()).isEqualTo(3);
      assertThat(first.all()).contains("the provider has trouble");
      server.always();
      // Nobody could answer the builder's prompt any more.
      desk.tape("");
      var second = desk.autopack("resume");

      assertThat(second.exit()).as(second.all()).isZero();
    }
  }

  @Test
  void the_check_before_a_run_tries_the_auditors_key_too() {
    try (var server = OracleServer.answering(_ -> CLEAN).listingModelsWith(401)) {
      desk.models(
          Desk.server("judge", "anthropic", server.baseUrl())
              .replace("id: oracle-1", "id: oracle-1, key_env: JUDGE_KEY"));
      desk.variable("JUDGE_KEY", "sk-judge-0123456789");

      var said = desk.autopack("run", "plan.yaml", "--check");

      assertThat(said.exit()).as(said.all()).isEqualTo(4);
      assertThat(said.err()).contains("judge (oracle-1) does not accept the key");
      assertThat(server.calls()).isEmpty();
    }
  }
}
