package dev.autopack.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.autopack.model.ModelRequest.Turn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OracleServerTest {
  private static final String ANTHROPIC =
      """
      {"model": "m", "max_tokens": 3, "stream": true, "system": [{"type": "text", "text": "be"}],
       "messages": [{"role": "user", "content": [{"type": "text", "text": "say"}]}]}
      """;
  private static final String OPENAI =
      """
      {"model": "m", "stream": true, "stream_options": {"include_usage": true},
       "messages": [{"role": "system", "content": "be"}, {"role": "user", "content": "say"}]}
      """;

  @Test
  void an_answer_is_cut_at_the_output_limit_and_says_so() throws Exception {
    try (var oracle = OracleServer.answering(_ -> "one two three four five")) {
      var body = post(oracle.baseUrl() + "/messages", ANTHROPIC).body();

      assertThat(body)
          .contains("\"stop_reason\":\"max_tokens\"", "\"output_tokens\":3", "message_stop");
      assertThat(oracle.calls())
          .extracting(OracleCall::request, OracleCall::sent, OracleCall::ending)
          .containsExactly(
              tuple(
                  new OracleRequest(
                      OracleRequest.Protocol.ANTHROPIC, "m", "be", List.of(Turn.user("say")), 3),
                  "one two three",
                  OracleCall.Ending.CUT));
    }
  }

  @Test
  void chat_completions_end_with_usage_and_done() throws Exception {
    try (var oracle = OracleServer.answering(OracleRequest::lastTurn)) {
      var body = post(oracle.baseUrl() + "/chat/completions", OPENAI).body();

      assertThat(datas(body)).last().isEqualTo("[DONE]");
      assertThat(body).contains("\"finish_reason\":\"stop\"", "\"completion_tokens\":1");
    }
  }

  @Test
  void faults_are_played_call_by_call() throws Exception {
    try (var oracle =
        OracleServer.answering(_ -> "a long enough answer")
            .next(new Fault.Status(429, Optional.of("7")))
            .next(new Fault.Disconnect(5))) {
      var uri = oracle.baseUrl() + "/messages";

      var refused = post(uri, ANTHROPIC);
      assertThatThrownBy(() -> post(uri, ANTHROPIC)).isInstanceOf(IOException.class);
      var fine = post(uri, ANTHROPIC);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("7");
      assertThat(fine.body()).contains("message_stop");
      assertThat(oracle.calls())
          .extracting(OracleCall::ending)
          .containsExactly(OracleCall.Ending.FAULT, OracleCall.Ending.FAULT, OracleCall.Ending.CUT);
    }
  }

  private static Stream<String> datas(String body) {
    return body.lines().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6));
  }

  private static HttpResponse<String> post(String uri, String body) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(uri))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
