package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.PlayedTools;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolSessionTest {
  private static final Path FOLDER = Path.of("/somewhere");

  @TempDir private Path temporary;

  /** Each command takes a second. */
  private final PlayedTools tools =
      new PlayedTools().on("tool", _ -> PlayedTools.ended(3, "said\n", "odd"));

  private Request request;
  private ToolSession session;

  @BeforeEach
  void begin() {
    request =
        Checkout.of(temporary, Map.of())
            .request(new Patience(Duration.ofMillis(2_500), Duration.ofSeconds(9)));
    session = new ToolSession(tools, request, Map.of("A", "1", "B", "1"));
  }

  @Test
  void commands_share_the_patience_and_the_last_gets_a_moment_at_least() throws Exception {
    for (var at = 0; at < 4; at++) {
      session.run(List.of("tool"), FOLDER, 7);
    }

    assertThat(tools.started())
        .extracting(command -> command.bounds().wall())
        .containsExactly(
            Duration.ofMillis(2_500),
            Duration.ofMillis(1_500),
            Duration.ofMillis(500),
            Duration.ofMillis(1));
    assertThat(tools.started())
        .extracting(command -> command.bounds().idle())
        .containsOnly(Duration.ofSeconds(9));
    assertThat(tools.started().getFirst().bounds().outputBytes()).isEqualTo(7);
    assertThat(tools.started().getFirst().folder()).isEqualTo(FOLDER);
    assertThat(session.execution(List.of("tool 1")).millis()).isEqualTo(4_000);
  }

  @Test
  void evidence_names_what_ran_without_where_the_folders_lie() throws Exception {
    session.run(
        List.of(
            "tool",
            request.folder() + "/a",
            request.reports() + "/b",
            "-c=" + request.caches() + "/c"),
        FOLDER,
        7);

    var execution = session.execution(List.of("tool 1"));
    assertThat(execution.commands())
        .containsExactly(List.of("tool", "a", "{reports}/b", "-c={caches}/c"));
    assertThat(execution.exitCode()).isEqualTo(3);
    assertThat(execution.output()).isEqualTo("said\n\nodd");
    assertThat(execution.environment()).containsExactly("tool 1");

    session.endedWith(5);
    session.said("more");
    assertThat(session.execution(List.of()).exitCode()).isEqualTo(5);
    assertThat(session.execution(List.of()).output()).isEqualTo("more");
  }

  @Test
  void variables_of_a_command_of_its_own_come_on_top() throws Exception {
    assertThat(session.run(List.of("tool"), FOLDER, 7).code()).isEqualTo(3);
    session.run(List.of("tool"), FOLDER, 7, Map.of("B", "2"));

    assertThat(tools.started())
        .extracting(Command::environment)
        .containsExactly(Map.of("A", "1", "B", "1"), Map.of("A", "1", "B", "2"));
  }

  @Test
  void what_is_fetched_in_between_is_no_evidence_and_costs_no_patience() throws Exception {
    session.run(List.of("tool", "one"), FOLDER, 7);
    session.fetch(List.of("tool", "get"), FOLDER, 8);
    session.run(List.of("tool", "two"), FOLDER, 7);

    var get = tools.last("get");
    assertThat(get.purpose()).isEqualTo(Command.Purpose.PREPARE);
    assertThat(get.bounds())
        .isEqualTo(new Command.Bounds(Duration.ofMillis(2_500), Duration.ofSeconds(9), 8));
    assertThat(tools.last("two").bounds().wall()).isEqualTo(Duration.ofMillis(2_500));
    assertThat(session.execution(List.of()).commands()).containsExactly(List.of("tool", "two"));
    assertThat(session.execution(List.of()).millis()).isEqualTo(1_000);
  }

  @Test
  void a_report_that_is_made_afterwards_is_no_evidence() throws Exception {
    tools.on("good", 0, "");

    assertThat(session.report(List.of("tool", "bad"), FOLDER, Map.of())).isFalse();
    assertThat(session.report(List.of("tool", "good"), FOLDER, Map.of("C", "3"))).isTrue();

    assertThat(tools.last("good").environment()).containsEntry("C", "3").containsEntry("A", "1");
    assertThat(tools.last("good").folder()).isEqualTo(FOLDER);
    assertThat(session.execution(List.of()).commands()).isEmpty();
  }

  @Test
  void a_question_is_answered_by_the_first_stream_or_not_at_all() throws Exception {
    tools.on("version", _ -> PlayedTools.ended(0, " 1.2 \n", "odd"));

    assertThat(session.ask(List.of("tool", "version"), FOLDER)).isEqualTo("1.2");
    assertThat(session.ask(List.of("tool", "version"), FOLDER, Map.of("C", "3"))).isEqualTo("1.2");
    assertThat(session.ask(List.of("tool", "else"), FOLDER)).isEmpty();
    assertThat(session.ask(List.of("gone"), FOLDER)).isEmpty();

    assertThat(tools.last("version").environment()).containsEntry("C", "3");
    assertThat(tools.last("version").folder()).isEqualTo(FOLDER);
    assertThat(session.execution(List.of()).commands()).isEmpty();
  }

  @Test
  void an_end_that_is_not_its_own_is_trouble() {
    assertThat(session.ending(PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, "")))
        .contains(new Trouble(Trouble.Kind.HANG, "the tests were stopped: 9 s without a word"));
    assertThat(session.ending(PlayedTools.ended(1, ""))).isEmpty();
    assertThat(ToolSession.missing("tool", new EnvironmentException("gone", "Install it.")))
        .isEqualTo(new Trouble(Trouble.Kind.TOOL, "'tool' cannot be started: gone"));
  }
}
