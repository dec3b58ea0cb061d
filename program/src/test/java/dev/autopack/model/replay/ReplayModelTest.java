package dev.autopack.model.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.Usage;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.ModelRequest.Turn;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.testing.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayModelTest {
  private static final CallEnd.Timing AT_ONCE = new CallEnd.Timing(Duration.ZERO, Duration.ZERO);

  private static final ReplayModel REPLAY =
      ReplayModel.of(
          "demo.jsonl",
          """
          # The second attempt reads what went wrong.
          {"when": ["phase slug", "SlugTest"], "text": "mended"}

          {"when": ["phase slug"], "text": "first try", "usage": {"input": 5, "output": 2}}
          {"when": ["phase long"], "unless": ["go on"], "text": "one two three four", "stop": "refusal", "word": "no"}
          """);

  private record Seen(String text, CallEnd end) {}

  @Test
  void the_first_line_whose_texts_all_stand_in_the_request_answers() throws Exception {
    assertThat(call(REPLAY, "phase slug", 100))
        .isEqualTo(
            new Seen(
                "first try",
                new CallEnd.Finished(
                    StopReason.END, "end", Optional.of(new Usage(5, 0, 0, 2, 0)), AT_ONCE)));
    assertThat(call(REPLAY, "phase slug: SlugTest failed", 100).text()).isEqualTo("mended");
  }

  @Test
  void the_same_request_gets_the_same_answer_however_often_it_is_asked() throws Exception {
    assertThat(call(REPLAY, "phase slug", 100)).isEqualTo(call(REPLAY, "phase slug", 100));
  }

  @Test
  void an_answer_over_the_requests_limit_is_cut_as_a_provider_cuts() throws Exception {
    var seen = call(REPLAY, "phase long", 2);

    assertThat(seen.text()).isEqualTo("one two");
    assertThat(seen.end())
        .isEqualTo(
            new CallEnd.Finished(StopReason.MAX_TOKENS, "max_tokens", Optional.empty(), AT_ONCE));
  }

  @Test
  void an_unknown_request_fails_and_shows_its_last_words() throws Exception {
    assertThat(call(REPLAY, "phase long, please go on", 100).end())
        .isEqualTo(
            new CallEnd.Failed(
                new ModelFailure.BadRequest(
                    "The replay file 'demo.jsonl' has no answer to a request whose last words are"
                        + " 'phase long, please go on'."),
                Optional.empty(),
                AT_ONCE));
  }

  @Test
  void a_sink_that_has_enough_ends_the_answer() throws Exception {
    assertThat(REPLAY.stream(request("phase slug", 100), _ -> TextSink.Flow.CANCEL))
        .isInstanceOf(CallEnd.Cancelled.class);
  }

  @Test
  void every_wrong_line_is_named_at_once() {
    var content =
        """
        {"when": ["a"], "text": "fine"}
        {"when": [], "text": "b"}
        {"when": ["a"], "txt": "b"}
        {"when": ["a"], "text": "b", "stop": "halt"}
        {"when": ["a"], "text": "b"
        """;

    assertThatThrownBy(() -> ReplayModel.of("demo.jsonl", content))
        .isInstanceOf(OperatorException.class)
        .message()
        .contains(
            "demo.jsonl:2: the key 'when' is missing or empty",
            "demo.jsonl:3: the key 'txt' is not known here",
            "demo.jsonl:4: 'halt' is none of end, max_tokens, refusal, other",
            "demo.jsonl:5: no JSON");
  }

  @Test
  void a_missing_file_names_its_path(@TempDir Path folder) {
    assertThatThrownBy(() -> ReplayModel.of(folder.resolve("none.jsonl")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("none.jsonl");
  }

  @Test
  void a_recorded_call_is_replayed_as_it_was(@TempDir Path folder) throws Exception {
    var file = folder.resolve("recorded.jsonl");
    var end =
        new CallEnd.Finished(
            StopReason.MAX_TOKENS, "length", Optional.of(new Usage(1, 2, 3, 4, 0)), AT_ONCE);
    var recording =
        new RecordingModel(new ScriptedModel().then("half\n\"an 🎉", end).then("x", end), file);

    var asked = call(recording, "say this", 100);
    call(recording, "say that", 100);

    assertThat(call(ReplayModel.of(file), "say this", 100)).isEqualTo(asked);
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  private static Seen call(Model model, String prompt, int limit) throws InterruptedException {
    var text = new StringBuilder();
    var end =
        model.stream(
            request(prompt, limit),
            piece -> {
              text.append(piece);
              return TextSink.Flow.CONTINUE;
            });
    return new Seen(text.toString(), end);
  }

  private static ModelRequest request(String prompt, int limit) {
    return new ModelRequest("replay", "system", List.of(Turn.user(prompt)), limit);
  }
}
