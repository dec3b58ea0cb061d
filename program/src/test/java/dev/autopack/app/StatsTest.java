package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.testing.GitFixture;
import dev.autopack.testing.oracle.Fault;
import dev.autopack.testing.oracle.OracleServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code autopack stats} after real runs. */
class StatsTest {
  /** Two files, so that a reply can be cut between them. */
  private static final String TWO_FILES =
      BadInput.PLAN.replace("[notes.txt]", "[notes.txt, docs/guide.md]");

  private static final String NOTES = Tape.rewrite("notes.txt", "one\ntwo\n");
  private static final String GUIDE = Tape.rewrite("docs/guide.md", "# A guide\n");

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

  /** The numbers of a metric: n, and its part of the whole where it is a share. */
  private JsonNode stats(String... options) {
    var words = new ArrayList<>(List.of("stats", "--json"));
    words.addAll(List.of(options));
    var said = desk.autopack(words.toArray(String[]::new));
    assertThat(said.exit()).as(said.all()).isZero();
    return JsonMapper.shared().readTree(said.out());
  }

  private static String share(JsonNode stats, String metric) {
    var value = stats.path("metrics").path(metric);
    return "%d of %d, n %d"
        .formatted(
            value.path("part").asLong(), value.path("whole").asLong(), value.path("n").asLong());
  }

  /** A phase whose calls a server answers in turn, the given ones stopped at max_tokens. */
  private void runOnServer(List<String> replies, int stopped) {
    Queue<String> left = new ArrayDeque<>(replies);
    try (var server = OracleServer.answering(_ -> left.remove())) {
      for (int call = 0; call < replies.size(); call++) {
        server.next(call < stopped ? new Fault[] {new Fault.StopWord("max_tokens")} : new Fault[0]);
      }
      desk.models(Desk.server("oracle", "anthropic", server.baseUrl()));
      desk.write("repo/plan.yaml", TWO_FILES.replace("builder: tape", "builder: oracle"));
      var said = desk.autopack("run", "plan.yaml");
      assertThat(said.exit()).as(said.all()).isZero();
    }
  }

  @Test
  void before_any_run_nothing_is_known_and_nothing_is_zero() {
    var said = desk.autopack("stats");

    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .startsWith("repository %s: 0 calls of 0 runs\n".formatted(desk.git().top()))
        .contains("  truncation rate                  -   n 0 ")
        .contains("target < 10 %\n", "target < 10 %, alarm > 15 %\n", "target > 80 %\n")
        .doesNotContain("0.0 %", "100.0 %", "met", "missed");
    assertThat(stats().path("metrics").path("waste").path("value").isNull()).isTrue();
  }

  @Test
  void a_complete_run_was_neither_cut_nor_wasted() {
    desk.autopack("run", "plan.yaml");

    var stats = stats();
    assertThat(share(stats, "truncation")).isEqualTo("0 of 1, n 1");
    assertThat(share(stats, "waste")).isEqualTo("0 of 9, n 1");
    assertThat(share(stats, "foreign_format")).isEqualTo("0 of 1, n 1");
    assertThat(stats.path("metrics").path("recovery").path("value").isNull()).isTrue();
    assertThat(stats.path("metrics").path("estimation_error").path("n").asInt()).isEqualTo(1);
    assertThat(desk.autopack("stats").out())
        .contains(
            "  truncation rate              0.0 %   0 of 1                           target < 10 %: met");
  }

  @Test
  void a_reply_cut_by_max_tokens_and_continued_is_truncated_and_recovered() {
    // Two calls: one stopped at max_tokens, the other whole.
    runOnServer(List.of(NOTES + "\n", Tape.reply(GUIDE)), 1);

    var stats = stats();
    assertThat(share(stats, "truncation")).isEqualTo("1 of 2, n 2");
    assertThat(share(stats, "recovery")).isEqualTo("1 of 1, n 1");
    assertThat(stats.path("metrics").path("estimation_error").path("n").asInt()).isZero();
    // All but the end line is in the commit.
    assertThat(stats.path("metrics").path("waste").path("value").asDouble()).isBetween(0.0, 0.25);
  }

  @Test
  void an_attempt_that_failed_is_waste() {
    desk.write("repo/plan.yaml", BadInput.PLAN.replace("attempts: 1", "attempts: 2"));
    desk.tape(
        Tape.answer("no operation and no end line", BadInput.GOOD_REPLY)
            + "\n"
            + Tape.answer("second line", "I have done it."));

    desk.autopack("run", "plan.yaml");

    // Each reply is said to have taken 9 tokens.
    assertThat(share(stats(), "waste")).isEqualTo("9 of 18, n 2");
  }

  @Test
  void a_refused_unit_cancels_the_stream_and_the_tokens_saved_are_counted() {
    desk.tape(
        Tape.answer(
            "second line",
            Tape.reply(
                Tape.create(".env", "A=1\n"), Tape.rewrite("notes.txt", "one\n".repeat(99)))));

    desk.autopack("run", "plan.yaml");

    var stats = stats();
    assertThat(share(stats, "cancelled")).isEqualTo("1 of 1, n 1");
    assertThat(share(stats, "truncation")).isEqualTo("0 of 0, n 0");
    assertThat(stats.path("metrics").path("saved_tokens").path("value").asLong()).isPositive();
  }

  @Test
  void a_denied_change_is_counted_with_its_path_and_reason() {
    desk.tape(
        Tape.answer(
            "second line",
            Tape.reply(NOTES, Tape.rewrite(".github/workflows/ci.yml", "on: never\n"))));
    desk.autopack("run", "plan.yaml");
    desk.autopack("deny", desk.request(), "--reason", "leave it alone");

    var said = desk.autopack("stats").out();

    assertThat(said)
        .contains("approvals: 1 question asked\n")
        .contains("  auto-approval rate               -   n 0\n")
        .contains("  approved                     0.0 %   0 of 1\n")
        .contains("most requested paths     .github/workflows/ci.yml (1)\n")
        .contains("reasons for a no         leave it alone (1)\n");
    assertThat(stats().path("approvals").path("waiting_seconds").path("n").asInt()).isEqualTo(1);
  }

  @Test
  void calls_are_counted_apart_and_the_groups_add_up() {
    desk.autopack("run", "plan.yaml");
    runOnServer(List.of(Tape.reply(NOTES, GUIDE)), 0);

    var groups = stats("--by", "model").path("groups");

    assertThat(groups.findValuesAsString("name")).containsExactly("oracle", "tape");
    assertThat(groups.valueStream().mapToInt(group -> group.path("calls").asInt()).sum())
        .isEqualTo(2);
    assertThat(desk.autopack("stats", "--by", "scope").out())
        .containsPattern("(?m)^scope +calls +truncated +recovered +error +SMAPE +waste +foreign$")
        .containsPattern("(?m)^1 +1 +0.0 % \\(1\\) +- \\(0\\)")
        .containsPattern("(?m)^2-4 +1 +0.0 % \\(1\\)");
  }

  @Test
  void only_what_is_selected_is_counted() {
    desk.autopack("run", "plan.yaml");
    desk.autopack("run", "plan.yaml");
    var run = desk.stored(store -> store.runs().list().getFirst()).id().value();

    assertThat(stats().path("calls").asInt()).isEqualTo(2);
    assertThat(stats("--run", run).path("calls").asInt()).isEqualTo(1);
    assertThat(stats("--since", "1h").path("calls").asInt()).isEqualTo(2);
    assertThat(stats("--since", "2999-01-01").path("calls").asInt()).isZero();
    assertThat(stats("--repo", "docs").path("calls").asInt()).isEqualTo(2);
    desk.in(folder);
    assertThat(stats().path("calls").asInt()).isEqualTo(2);
    assertThat(stats("--all").has("repository")).isFalse();
  }

  @Test
  void another_repository_has_numbers_of_its_own() {
    desk.autopack("run", "plan.yaml");
    var other = GitFixture.of(folder.resolve("other"), BadInput.FILES);
    desk.in(other.top());

    assertThat(stats().path("calls").asInt()).isZero();
    assertThat(stats("--repo", desk.git().top().toString()).path("calls").asInt()).isEqualTo(1);
  }

  @Test
  void the_event_and_the_log_of_a_call_say_predicted_actual_error_budget_and_stop_reason()
      throws IOException {
    var said = desk.autopack("run", "plan.yaml").err();

    var line =
        said.lines()
            .filter(text -> text.contains("predicted"))
            .map(text -> text.replaceFirst("^.*tape: ", "tape: "))
            .toList();
    assertThat(line).hasSize(1);
    assertThat(line.getFirst())
        .matches("tape: predicted \\d+, actual 9, error \\d+ %, budget \\d+, stop end; 1 unit, .*");
    var run = desk.stored(store -> store.runs().list().getFirst()).id();
    assertThat(desk.home().resolve("runs").resolve(run.value()).resolve("log"))
        .content()
        .contains("INFO  %s/only attempt 1 batch 1 call 1: %s\n".formatted(run, line.getFirst()));
  }
}
