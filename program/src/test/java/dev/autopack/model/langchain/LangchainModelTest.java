package dev.autopack.model.langchain;

import static dev.autopack.model.langchain.Calls.REQUEST;
import static dev.autopack.model.langchain.Calls.call;
import static dev.autopack.model.langchain.Calls.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Usage;
import dev.autopack.model.AnswerSchema;
import dev.autopack.model.CallEnd;
import dev.autopack.model.KeyCheck;
import dev.autopack.model.KnownModel;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelFailure.Cause;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.ModelRequest.Turn;
import dev.autopack.model.Secret;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.testing.oracle.Fault;
import dev.autopack.testing.oracle.OracleCall;
import dev.autopack.testing.oracle.OracleRequest;
import dev.autopack.testing.oracle.OracleRequest.Protocol;
import dev.autopack.testing.oracle.OracleServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Every test speaks over real HTTP. */
class LangchainModelTest {
  private static final String ANSWER =
      "Grüße, \"quoted\" \\ back\nslash\tand 🎉 emoji, long enough for several pieces of text.";
  private static final Duration BLINK = Duration.ofMillis(100);

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void a_whole_answer_arrives_in_order_with_the_providers_own_numbers(
      ModelProfile.Provider provider) throws Exception {
    try (var oracle =
        OracleServer.answering(_ -> ANSWER)
            .always(new Fault.Reports(new Usage(11, 22, 0, 33, 0)))) {
      var seen = call(model(oracle, provider));

      assertThat(seen.text()).isEqualTo(ANSWER);
      var word = provider == ModelProfile.Provider.ANTHROPIC ? "end_turn" : "stop";
      assertThat(seen.end())
          .isEqualTo(
              new CallEnd.Finished(
                  StopReason.END,
                  word,
                  Optional.of(new Usage(11, 22, 0, 33, 0)),
                  seen.end().timing()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void the_request_arrives_as_it_was_given(ModelProfile.Provider provider) throws Exception {
    var request =
        new ModelRequest(
            "some-model",
            "system text",
            List.of(Turn.user("first"), Turn.assistant("said"), Turn.user("go on")),
            77);
    try (var oracle = OracleServer.answering(_ -> "ok")) {
      model(oracle, provider).stream(request, _ -> TextSink.Flow.CONTINUE);

      var call = oracle.calls().getFirst();
      assertThat(call.request())
          .isEqualTo(
              new OracleRequest(
                  Protocol.valueOf(provider.name()),
                  "some-model",
                  "system text",
                  request.turns(),
                  77));
      var header =
          provider == ModelProfile.Provider.ANTHROPIC
              ? call.headers().get("x-api-key")
              : call.headers().get("authorization");
      assertThat(header)
          .containsExactly(
              provider == ModelProfile.Provider.ANTHROPIC ? Calls.KEY : "Bearer " + Calls.KEY);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void an_answers_schema_is_sent_where_the_server_knows_schemas_and_nowhere_else(
      ModelProfile.Provider provider) throws Exception {
    var schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
    var request =
        new ModelRequest(
            "m",
            "",
            List.of(Turn.user("judge")),
            99,
            Optional.of(new AnswerSchema("audit", schema)));
    try (var oracle = OracleServer.answering(_ -> "{}")) {
      for (var structure : KnownModel.Structure.values()) {
        new LangchainModel(
                Calls.profile(oracle.baseUrl(), provider),
                structure,
                Optional.of(new Secret(Calls.KEY)),
                Calls.QUICK,
                InstantSource.system())
            .stream(request, _ -> TextSink.Flow.CONTINUE);
      }

      var bodies =
          oracle.calls().stream().map(call -> JsonMapper.shared().readTree(call.body())).toList();
      var sent =
          provider == ModelProfile.Provider.ANTHROPIC
              ? bodies.getFirst().at("/output_config/format/schema")
              : bodies.getFirst().at("/response_format/json_schema/schema");
      assertThat(sent).isEqualTo(JsonMapper.shared().readTree(schema));
      assertThat(bodies.getLast().has("output_config")).isFalse();
      assertThat(bodies.getLast().has("response_format")).isFalse();
    }
  }

  @Test
  void the_system_text_is_marked_for_the_providers_cache() throws Exception {
    try (var oracle = OracleServer.answering(_ -> "ok")) {
      call(model(oracle, ModelProfile.Provider.ANTHROPIC));

      assertThat(oracle.calls().getFirst().body().replaceAll("\\s", ""))
          .contains("\"cache_control\":{\"type\":\"ephemeral\"}");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void an_answer_at_the_output_limit_is_cut_and_says_so(ModelProfile.Provider provider)
      throws Exception {
    var request = new ModelRequest("m", "", List.of(Turn.user("count")), 5);
    try (var oracle = OracleServer.answering(_ -> "one two three four five six seven eight")) {
      var end = model(oracle, provider).stream(request, _ -> TextSink.Flow.CONTINUE);

      assertThat(end)
          .isInstanceOfSatisfying(
              CallEnd.Finished.class,
              finished -> {
                assertThat(finished.reason()).isEqualTo(StopReason.MAX_TOKENS);
                assertThat(finished.usage())
                    .hasValueSatisfying(u -> assertThat(u.output()).isEqualTo(5));
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC, end_turn, END",
    "ANTHROPIC, max_tokens, MAX_TOKENS",
    "ANTHROPIC, model_context_window_exceeded, MAX_TOKENS",
    "ANTHROPIC, refusal, REFUSAL",
    "ANTHROPIC, pause_turn, OTHER",
    "ANTHROPIC, some_new_word, OTHER",
    "OPENAI, stop, END",
    "OPENAI, length, MAX_TOKENS",
    "OPENAI, content_filter, REFUSAL",
    "OPENAI, tool_calls, OTHER",
    "OPENAI, some_new_word, OTHER",
  })
  void the_providers_own_stop_word_is_kept_beside_its_meaning(
      ModelProfile.Provider provider, String word, StopReason reason) throws Exception {
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(new Fault.StopWord(word))) {
      var end = call(model(oracle, provider)).end();

      assertThat(end)
          .isInstanceOfSatisfying(
              CallEnd.Finished.class,
              finished -> {
                assertThat(finished.word()).isEqualTo(word);
                assertThat(finished.reason()).isEqualTo(reason);
              });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void a_server_that_reports_no_tokens_is_seen_to_report_none(ModelProfile.Provider provider)
      throws Exception {
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(new Fault.NoUsage())) {
      var end = call(model(oracle, provider)).end();

      assertThat(end)
          .isInstanceOfSatisfying(
              CallEnd.Finished.class, finished -> assertThat(finished.usage()).isEmpty());
    }
  }

  @Test
  void openai_counts_cached_and_reasoned_tokens_inside_and_they_are_taken_apart() throws Exception {
    var reported = new Usage(100, 900, 30, 50, 20);
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(new Fault.Reports(reported))) {
      var end = call(model(oracle, ModelProfile.Provider.OPENAI)).end();

      assertThat(end)
          .isInstanceOfSatisfying(
              CallEnd.Finished.class, finished -> assertThat(finished.usage()).hasValue(reported));
      assertThat(oracle.calls().getFirst().body()).contains("include_usage");
    }
  }

  @Test
  void anthropic_counts_its_cache_apart() throws Exception {
    var reported = new Usage(100, 900, 300, 50, 0);
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(new Fault.Reports(reported))) {
      var end = call(model(oracle, ModelProfile.Provider.ANTHROPIC)).end();

      assertThat(end)
          .isInstanceOfSatisfying(
              CallEnd.Finished.class, finished -> assertThat(finished.usage()).hasValue(reported));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void what_the_model_thought_is_not_what_it_said(ModelProfile.Provider provider) throws Exception {
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(new Fault.Thinks("hmm, let me"))) {
      assertThat(call(model(oracle, provider)).text()).isEqualTo(ANSWER);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void keep_alives_are_life_however_long_the_model_takes(ModelProfile.Provider provider)
      throws Exception {
    // Longer altogether than the stall timeout.
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(new Fault.Pings(10, BLINK))) {
      var seen = call(model(oracle, provider));

      assertThat(seen.end()).isInstanceOf(CallEnd.Finished.class);
      assertThat(seen.end().timing().firstText()).isGreaterThan(BLINK.multipliedBy(9));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void pings_cannot_keep_a_call_alive_for_ever(ModelProfile.Provider provider) throws Exception {
    var short_ =
        new CallTimeouts(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            BLINK.multipliedBy(4));
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(new Fault.Pings(500, BLINK))) {
      var end = call(model(oracle.baseUrl(), provider, short_)).end();

      assertThat(failure(end))
          .isInstanceOfSatisfying(
              ModelFailure.Disconnected.class,
              f -> assertThat(f.cause()).isEqualTo(Cause.OVERTIME));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void a_sink_that_has_enough_closes_the_connection_at_once(ModelProfile.Provider provider)
      throws Exception {
    var pieces = new ArrayList<String>();
    try (var oracle =
        OracleServer.answering(_ -> ANSWER.repeat(100))
            .always(new Fault.Pace(Duration.ofMillis(25)))) {
      var end =
          model(oracle, provider).stream(
              REQUEST,
              piece -> {
                pieces.add(piece);
                return pieces.size() == 2 ? TextSink.Flow.CANCEL : TextSink.Flow.CONTINUE;
              });

      assertThat(end).isInstanceOf(CallEnd.Cancelled.class);
      assertThat(pieces).hasSize(2);
      await()
          .untilAsserted(() ->
              assertThat(oracle.calls().getFirst().ending()).isEqualTo(OracleCall.Ending.LEFT));
    }
  }

  @Test
  void a_call_that_ends_early_keeps_the_input_that_was_reported_and_guesses_no_output()
      throws Exception {
    try (var oracle =
        OracleServer.answering(_ -> ANSWER)
            .always(
                new Fault.Reports(new Usage(11, 22, 33, 44, 0)),
                new Fault.ErrorEvent(20, "overloaded_error", "busy"))) {
      var model = model(oracle, ModelProfile.Provider.ANTHROPIC);

      var cancelled = model.stream(REQUEST, _ -> TextSink.Flow.CANCEL);
      var failed = call(model).end();

      var reported = Optional.of(new Usage(11, 22, 33, 0, 0));
      assertThat(cancelled).isEqualTo(new CallEnd.Cancelled(reported, cancelled.timing()));
      assertThat(((CallEnd.Failed) failed).usage()).isEqualTo(reported);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void an_interrupted_caller_leaves_the_call(ModelProfile.Provider provider) throws Exception {
    try (var oracle =
        OracleServer.answering(_ -> ANSWER).always(new Fault.Pings(1000, Duration.ofMillis(20)))) {
      var result = new CompletableFuture<CallEnd>();
      var model = model(oracle, provider);
      var caller =
          Thread.startVirtualThread(() -> {
            try {
              result.complete(model.stream(REQUEST, _ -> TextSink.Flow.CONTINUE));
            } catch (InterruptedException e) {
              result.completeExceptionally(e);
            }
          });
      await().until(() -> !oracle.calls().isEmpty());
      caller.interrupt();

      assertThatThrownBy(result::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      await()
          .untilAsserted(() ->
              assertThat(oracle.calls().getFirst().ending()).isEqualTo(OracleCall.Ending.LEFT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void what_a_sink_throws_reaches_the_caller_as_it_is(ModelProfile.Provider provider) {
    var thrown = new IllegalStateException("the store is full");
    try (var oracle = OracleServer.answering(_ -> ANSWER)) {
      assertThatThrownBy(() ->
              model(oracle, provider).stream(
                  REQUEST,
                  _ -> {
                    throw thrown;
                  }))
          .isSameAs(thrown);
    }
  }

  @Test
  void a_server_that_asks_for_no_key_is_sent_none() throws Exception {
    try (var oracle = OracleServer.answering(_ -> ANSWER)) {
      for (var provider : List.of(ModelProfile.Provider.ANTHROPIC, ModelProfile.Provider.OPENAI)) {
        var model =
            new LangchainModel(
                Calls.profile(oracle.baseUrl(), provider),
                Optional.empty(),
                Calls.QUICK,
                InstantSource.system());
        assertThat(call(model).text()).isEqualTo(ANSWER);
      }
      assertThat(oracle.calls())
          .allSatisfy(
              call -> assertThat(call.headers()).doesNotContainKeys("x-api-key", "authorization"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void a_key_that_a_provider_repeats_is_masked(ModelProfile.Provider provider) throws Exception {
    var body = "{\"error\": {\"type\": \"x\", \"message\": \"bad key " + Calls.KEY + "\"}}";
    try (var oracle =
        OracleServer.answering(_ -> ANSWER)
            .next(new Fault.Body(401, "application/json", body))
            .next(new Fault.ErrorEvent(5, "authentication_error", "bad key " + Calls.KEY))
            .next(new Fault.Raw(5, "event: content_block_delta\ndata: {" + Calls.KEY + "\n\n"))) {
      var model = model(oracle, provider);
      for (int i = 0; i < 3; i++) {
        var end = call(model).end();

        assertThat(end.toString()).doesNotContain(Calls.KEY).contains("***");
      }
    }
  }

  @Test
  void a_key_never_prints_itself() {
    var secret = new Secret(Calls.KEY);

    assertThat(secret + " " + Optional.of(secret)).doesNotContain(Calls.KEY);
    assertThatThrownBy(() -> new Secret(Calls.KEY + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(Calls.KEY);
  }

  private static ModelFailure failure(CallEnd end) {
    assertThat(end).isInstanceOf(CallEnd.Failed.class);
    return ((CallEnd.Failed) end).failure();
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void a_key_that_the_provider_knows_is_accepted(ModelProfile.Provider provider) throws Exception {
    try (var oracle = OracleServer.answering(_ -> ANSWER)) {
      assertThat(model(oracle, provider).checkKey()).isEqualTo(new KeyCheck.Accepted());
      assertThat(oracle.calls()).isEmpty();
    }
  }

  @Test
  void a_key_that_the_provider_refuses_is_told_without_the_key() throws Exception {
    try (var oracle = OracleServer.answering(_ -> ANSWER).listingModelsWith(401)) {
      var check = model(oracle, ModelProfile.Provider.ANTHROPIC).checkKey();

      assertThat(check)
          .isEqualTo(
              new KeyCheck.Refused(
                  "HTTP 401 from %s: no such key: ***".formatted(oracle.baseUrl())));
    }
  }

  @Test
  void a_server_without_a_list_of_models_leaves_the_key_unknown() throws Exception {
    try (var oracle = OracleServer.answering(_ -> ANSWER).listingModelsWith(404)) {
      var check = model(oracle, ModelProfile.Provider.OPENAI).checkKey();

      assertThat(check)
          .isEqualTo(new KeyCheck.Unknown("%s answers with HTTP 404".formatted(oracle.baseUrl())));
    }
  }

  @Test
  void a_server_that_is_not_there_leaves_the_key_unknown() throws Exception {
    var oracle = OracleServer.answering(_ -> ANSWER);
    var model = model(oracle, ModelProfile.Provider.OPENAI);
    oracle.close();

    assertThat(model.checkKey()).isInstanceOf(KeyCheck.Unknown.class);
  }
}
