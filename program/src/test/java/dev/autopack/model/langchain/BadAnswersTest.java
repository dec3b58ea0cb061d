package dev.autopack.model.langchain;

import static dev.autopack.model.langchain.Calls.call;
import static dev.autopack.model.langchain.Calls.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autopack.budget.ModelProfile;
import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelFailure.Cause;
import dev.autopack.testing.oracle.Fault;
import dev.autopack.testing.oracle.OracleServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What providers answer when they do not answer, and what the caller is told. */
class BadAnswersTest {
  private static final String ANSWER =
      "an answer that is long enough to be broken off in its middle";
  private static final Optional<Duration> NO_WAIT = Optional.empty();

  /**
   * Each row runs on both protocols: the answer, the failure, a piece of its detail, the text kept.
   */
  static Stream<Arguments> onBothProtocols() {
    return Stream.of(
        row("400", status(400), ModelFailure.BadRequest::new, "HTTP 400"),
        row("401", status(401), ModelFailure.Unauthorised::new, "HTTP 401"),
        row("402", status(402), ModelFailure.OutOfQuota::new, "HTTP 402"),
        row("403", status(403), ModelFailure.Unauthorised::new, "HTTP 403"),
        row("404", status(404), ModelFailure.UnknownModel::new, "HTTP 404"),
        row("408", status(408), BadAnswersTest::overloaded, "HTTP 408"),
        row("409", status(409), BadAnswersTest::overloaded, "HTTP 409"),
        row("413", status(413), ModelFailure.BadRequest::new, "HTTP 413"),
        row("422", status(422), ModelFailure.BadRequest::new, "HTTP 422"),
        row("429", status(429), d -> new ModelFailure.RateLimited(d, NO_WAIT), "HTTP 429"),
        row("429 for 7 s", status(429, "7"), limited(Duration.ofSeconds(7)), "HTTP 429"),
        row("429 for 1.5 s", status(429, "1.5"), limited(Duration.ofMillis(1500)), "HTTP 429"),
        row(
            "429 until 1970",
            status(429, "Thu, 01 Jan 1970 00:00:00 GMT"),
            limited(Duration.ZERO),
            "HTTP 429"),
        row("429 for ever", status(429, "9e99"), limited(Duration.ofDays(1)), "HTTP 429"),
        row(
            "429 soon",
            status(429, "soon"),
            d -> new ModelFailure.RateLimited(d, NO_WAIT),
            "HTTP 429"),
        row("500", status(500), BadAnswersTest::overloaded, "HTTP 500"),
        row("502", status(502), BadAnswersTest::overloaded, "HTTP 502"),
        row(
            "503 for 3 s",
            status(503, "3"),
            d -> new ModelFailure.Overloaded(d, Optional.of(Duration.ofSeconds(3))),
            "HTTP 503"),
        row("504", status(504), BadAnswersTest::overloaded, "HTTP 504"),
        row("529", status(529), BadAnswersTest::overloaded, "HTTP 529"),
        row(
            "a proxy's page",
            body(502, "text/html", "<html>bad gateway</html>"),
            BadAnswersTest::overloaded,
            "<html>bad gateway"),
        row(
            "an error as a text",
            body(400, "application/json", "{\"error\": \"no such thing\"}"),
            ModelFailure.BadRequest::new,
            "no such thing"),
        row(
            "an error as a detail",
            body(400, "application/json", "{\"detail\": \"not so\"}"),
            ModelFailure.BadRequest::new,
            "not so"),
        row("an empty error", body(500, "text/plain", ""), BadAnswersTest::overloaded, "HTTP 500"),
        row(
            "a page instead of a stream",
            body(200, "text/html", "<html>Welcome</html>"),
            ModelFailure.WrongProtocol::new,
            "<html>Welcome"),
        row(
            "an answer that is not streamed",
            body(200, "application/json", "{\"content\": []}"),
            ModelFailure.WrongProtocol::new,
            "content"),
        row(
            "a redirect",
            body(302, "text/plain", "elsewhere"),
            ModelFailure.WrongProtocol::new,
            "HTTP 302"),
        row(
            "an account without quota",
            body(
                429,
                "application/json",
                "{\"error\": {\"type\": \"insufficient_quota\", \"code\": \"insufficient_quota\", \"message\": \"pay\"}}"),
            ModelFailure.OutOfQuota::new,
            "pay"),
        row(
            "an account without credit",
            body(
                400,
                "application/json",
                "{\"type\": \"error\", \"error\": {\"type\": \"invalid_request_error\", \"message\": \"Your credit balance is too low to go on\"}}"),
            ModelFailure.OutOfQuota::new,
            "credit"),
        row(
            "a silent server",
            new Fault.FirstByteAfter(Duration.ofMinutes(1)),
            disconnected(Cause.FIRST_BYTE_TIMEOUT),
            "silent for 0.7 s"),
        row(
            "broken before any text",
            new Fault.Disconnect(0),
            disconnected(Cause.BROKEN),
            "connection broke"),
        row(
            "ended before any text",
            new Fault.EarlyEnd(0),
            disconnected(Cause.BROKEN),
            "without its final event"),
        row(
            "broken in mid-stream",
            new Fault.Disconnect(30),
            disconnected(Cause.BROKEN),
            "connection broke"),
        row(
            "ended in mid-stream",
            new Fault.EarlyEnd(30),
            disconnected(Cause.BROKEN),
            "without its final event"),
        row(
            "ended just before the end",
            new Fault.EarlyEnd(1000),
            disconnected(Cause.BROKEN),
            "without its final event"),
        row(
            "stalled in mid-stream",
            new Fault.Stall(30),
            disconnected(Cause.STALLED),
            "silent for 0.4 s"),
        row(
            "overloaded in mid-stream",
            error("overloaded_error"),
            BadAnswersTest::overloaded,
            "gave up in mid-stream: overloaded_error: scripted"),
        row(
            "its own trouble in mid-stream",
            error("api_error"),
            BadAnswersTest::overloaded,
            "api_error"),
        row(
            "an unknown error in mid-stream",
            error("some_new_error"),
            BadAnswersTest::overloaded,
            "some_new_error"),
        row(
            "limited in mid-stream",
            error("rate_limit_error"),
            d -> new ModelFailure.RateLimited(d, NO_WAIT),
            "rate_limit_error"),
        row(
            "too long in mid-stream",
            error("invalid_request_error"),
            ModelFailure.BadRequest::new,
            "invalid_request_error"),
        row(
            "unauthorised in mid-stream",
            error("authentication_error"),
            ModelFailure.Unauthorised::new,
            "authentication_error"),
        row(
            "out of quota in mid-stream",
            error("insufficient_quota"),
            ModelFailure.OutOfQuota::new,
            "insufficient_quota"),
        row(
            "not JSON in mid-stream",
            raw("event: content_block_delta\ndata: {\"a\": \n\n"),
            disconnected(Cause.BROKEN),
            "cannot be read"),
        row(
            "no stop reason at the end",
            new Fault.StopWord(""),
            disconnected(Cause.BROKEN),
            "without a stop reason"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("onBothProtocols")
  void a_bad_answer_is_told_apart(
      String name, Fault fault, Function<String, ModelFailure> expected, String detail)
      throws Exception {
    for (var provider :
        new ModelProfile.Provider[] {
          ModelProfile.Provider.ANTHROPIC, ModelProfile.Provider.OPENAI
        }) {
      try (var oracle = OracleServer.answering(_ -> ANSWER).always(fault)) {
        var seen = call(model(oracle, provider));

        assertThat(seen.end()).as(provider + ": " + name).isInstanceOf(CallEnd.Failed.class);
        var failure = ((CallEnd.Failed) seen.end()).failure();
        assertThat(failure).isEqualTo(expected.apply(failure.detail()));
        assertThat(failure.detail()).contains(detail).hasSizeLessThan(700).doesNotContain("\n");
        assertThat(ANSWER).startsWith(seen.text());
        assertThat(oracle.calls()).as("one request").hasSize(1);
      }
    }
  }

  /** The stop reason alone is no end: more of the stream, and the usage, may be missing. */
  @Test
  void a_stop_reason_without_the_final_event_is_a_broken_stream() throws Exception {
    var anthropic =
        "event: message_delta\ndata: {\"type\": \"message_delta\", \"delta\": {\"stop_reason\":"
            + " \"end_turn\"}, \"usage\": {\"output_tokens\": 9}}\n\n";
    var openai = "data: {\"choices\": [{\"delta\": {}, \"finish_reason\": \"stop\"}]}\n\n";
    try (var oracle =
        OracleServer.answering(_ -> ANSWER)
            .next(new Fault.Raw(1000, anthropic), new Fault.EarlyEnd(1000))
            .next(new Fault.Raw(1000, openai), new Fault.EarlyEnd(1000))) {
      for (var provider : List.of(ModelProfile.Provider.ANTHROPIC, ModelProfile.Provider.OPENAI)) {
        // Not about time: on a busy machine the first byte may take its own.
        assertThat(call(model(oracle.baseUrl(), provider, CallTimeouts.USUAL)).end().toString())
            .contains("Disconnected", "without its final event");
      }
    }
  }

  @Test
  void text_before_a_break_is_kept() throws Exception {
    for (var fault : new Fault[] {new Fault.Disconnect(30), new Fault.Stall(30), error("x")}) {
      try (var oracle = OracleServer.answering(_ -> ANSWER).always(fault)) {
        var text = call(model(oracle, ModelProfile.Provider.ANTHROPIC)).text();

        assertThat(text).isEqualTo(ANSWER.substring(0, 30));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "OPENAI"})
  void a_refused_connection_is_no_broken_one(ModelProfile.Provider provider) throws Exception {
    var failure = failureOf(URI.create("http://127.0.0.1:" + unusedPort() + "/v1"), provider);

    assertThat(failure).isEqualTo(new ModelFailure.Disconnected(failure.detail(), Cause.CONNECT));
  }

  @Test
  void an_unknown_server_name_is_said() throws Exception {
    var failure =
        failureOf(URI.create("http://no-such-server.invalid/v1"), ModelProfile.Provider.OPENAI);

    assertThat(failure)
        .isEqualTo(
            new ModelFailure.Disconnected(
                "http://no-such-server.invalid/v1: no connection: the server's name is not known",
                Cause.CONNECT));
  }

  @Test
  void text_outside_any_block_is_not_lost_in_silence() throws Exception {
    var stray =
        "event: content_block_delta\ndata: {\"type\": \"content_block_delta\", \"index\": 9,"
            + " \"delta\": {\"type\": \"text_delta\", \"text\": \"lost\"}}\n\n";
    try (var oracle = OracleServer.answering(_ -> ANSWER).always(raw(stray))) {
      var end = call(model(oracle, ModelProfile.Provider.ANTHROPIC)).end();

      assertThat(end.toString()).contains("Disconnected", "belongs to no block");
    }
  }

  @Test
  void a_refusal_beside_the_answer_is_a_refusal() throws Exception {
    var refusal = "data: {\"choices\": [{\"delta\": {\"refusal\": \"I cannot\"}}]}\n\n";
    try (var oracle = OracleServer.answering(_ -> "").always(raw(refusal))) {
      var end = call(model(oracle, ModelProfile.Provider.OPENAI)).end();

      assertThat(end.toString()).contains("REFUSAL", "word=stop");
    }
  }

  @Test
  void usage_that_is_nonsense_is_no_usage() throws Exception {
    var nonsense =
        "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": -5, \"completion_tokens\": null}}\n\n";
    try (var oracle =
        OracleServer.answering(_ -> ANSWER).always(raw(nonsense), new Fault.NoUsage())) {
      var end = call(model(oracle, ModelProfile.Provider.OPENAI)).end();

      assertThat(end.toString()).contains("Finished", "usage=Optional.empty");
    }
  }

  private static ModelFailure failureOf(URI base, ModelProfile.Provider provider) throws Exception {
    var end = call(model(base, provider, Calls.QUICK)).end();
    assertThat(end).isInstanceOf(CallEnd.Failed.class);
    return ((CallEnd.Failed) end).failure();
  }

  private static Arguments row(
      String name, Fault fault, Function<String, ModelFailure> expected, String detail) {
    return arguments(name, fault, expected, detail);
  }

  private static Fault status(int code) {
    return new Fault.Status(code, Optional.empty());
  }

  private static Fault status(int code, String retryAfter) {
    return new Fault.Status(code, Optional.of(retryAfter));
  }

  private static Fault body(int code, String contentType, String body) {
    return new Fault.Body(code, contentType, body);
  }

  private static Fault error(String type) {
    return new Fault.ErrorEvent(30, type, "scripted");
  }

  private static Fault raw(String bytes) {
    return new Fault.Raw(30, bytes);
  }

  private static ModelFailure overloaded(String detail) {
    return new ModelFailure.Overloaded(detail, NO_WAIT);
  }

  private static Function<String, ModelFailure> limited(Duration wait) {
    return detail -> new ModelFailure.RateLimited(detail, Optional.of(wait));
  }

  private static Function<String, ModelFailure> disconnected(Cause cause) {
    return detail -> new ModelFailure.Disconnected(detail, cause);
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
