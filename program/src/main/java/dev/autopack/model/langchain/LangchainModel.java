package dev.autopack.model.langchain;

import dev.autopack.budget.ModelProfile;
import dev.autopack.model.AnswerSchema;
import dev.autopack.model.CallEnd;
import dev.autopack.model.KeyCheck;
import dev.autopack.model.KnownModel;
import dev.autopack.model.Model;
import dev.autopack.model.ModelFailure;
import dev.autopack.model.ModelFailure.Cause;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.Secret;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A model at Anthropic, at OpenAI, or at any server that speaks like one of them. May be shared
 * between threads; connections are kept and used again.
 *
 * <p>Each call is made once: who wants patience wraps it.
 */
public final class LangchainModel implements Model {
  private final Line line;
  private final KnownModel.Structure structure;

  /** A model that its prompt alone holds to an answer's schema. */
  public LangchainModel(
      ModelProfile profile, Optional<Secret> key, CallTimeouts timeouts, InstantSource clock) {
    this(profile, KnownModel.Structure.BY_PROMPT, key, timeouts, clock);
  }

  /**
   * A model of that profile. No connection is made yet.
   *
   * @param structure whether the server is told of an answer's schema
   * @param key empty for a server that asks for none
   * @throws IllegalArgumentException for a profile whose provider is no server
   */
  public LangchainModel(
      ModelProfile profile,
      KnownModel.Structure structure,
      Optional<Secret> key,
      CallTimeouts timeouts,
      InstantSource clock) {
    this.structure = structure;
    var wire =
        switch (profile.provider()) {
          case ANTHROPIC -> new AnthropicWire();
          case OPENAI -> new OpenAiWire();
          case REPLAY -> throw new IllegalArgumentException(profile.name() + " is no server");
        };
    var base = profile.baseUrl().map(LangchainModel::withoutSlash).orElseGet(wire::home);
    line = new Line(wire, base, http(timeouts), key, timeouts, clock);
  }

  /**
   * HTTP/1.1, since local servers stumble over the offer to upgrade, and a call that is given up
   * then closes its connection. Never a redirect: it would carry the key elsewhere.
   */
  private static HttpClient http(CallTimeouts timeouts) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeouts.connect())
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  @Override
  public CallEnd stream(ModelRequest request, TextSink sink) throws InterruptedException {
    var testimony = new Testimony();
    var reply = new Reply(sink, line.clock());
    var exchange = new CallExchange(line, testimony, reply);
    line.wire().client(new Plug(exchange), line.base(), request).chat(chat(request), reply);
    reply.rethrow();
    var timing = timing(exchange, reply);
    var reported = testimony.usageSoFar();
    return switch (exchange.end()) {
      case ExchangeEnd.Said() -> said(testimony, timing);
      case ExchangeEnd.Refused refused -> new CallEnd.Failed(failure(refused), reported, timing);
      case ExchangeEnd.Broken(var cause, var detail) ->
          new CallEnd.Failed(disconnected(detail, cause), reported, timing);
      case ExchangeEnd.Cancelled() -> new CallEnd.Cancelled(reported, timing);
      case ExchangeEnd.Interrupted() ->
          throw new InterruptedException("the call to %s was interrupted".formatted(line.base()));
    };
  }

  @Override
  public KeyCheck checkKey() throws InterruptedException {
    return KeyQuestion.ask(line);
  }

  private ChatRequest chat(ModelRequest request) {
    var messages = new ArrayList<ChatMessage>();
    if (!request.system().isBlank()) {
      messages.add(SystemMessage.from(request.system()));
    }
    for (var turn : request.turns()) {
      messages.add(
          switch (turn.speaker()) {
            case USER -> UserMessage.from(turn.text());
            case ASSISTANT -> AiMessage.from(turn.text());
          });
    }
    var chat = ChatRequest.builder().messages(messages);
    if (structure == KnownModel.Structure.BY_SCHEMA) {
      request.schema().ifPresent(schema -> chat.responseFormat(format(schema)));
    }
    return chat.build();
  }

  private static ResponseFormat format(AnswerSchema schema) {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder()
                .name(schema.name())
                .rootElement(JsonRawSchema.from(schema.json()))
                .build())
        .build();
  }

  private CallEnd said(Testimony testimony, CallEnd.Timing timing) {
    var error = testimony.error();
    if (error.isPresent()) {
      var failure = error.get().shown(line).asEvent();
      return new CallEnd.Failed(failure, testimony.usageSoFar(), timing);
    }
    var word = testimony.stopWord();
    if (word.isEmpty()) {
      var failure = disconnected("the stream ended without a stop reason", Cause.BROKEN);
      return new CallEnd.Failed(failure, testimony.usageSoFar(), timing);
    }
    var reason = testimony.isRefusal() ? StopReason.REFUSAL : line.wire().reason(word.get());
    return new CallEnd.Finished(reason, line.shown(word.get()), testimony.usage(), timing);
  }

  private ModelFailure failure(ExchangeEnd.Refused refused) {
    var retryAfter = RetryAfter.of(refused.headers(), line.clock().instant());
    return ProviderError.parse(refused.body())
        .shown(line)
        .asStatus(refused.status(), line.base().toString(), retryAfter);
  }

  private ModelFailure disconnected(String detail, Cause cause) {
    return new ModelFailure.Disconnected(
        "%s: %s".formatted(line.base(), line.shown(detail)), cause);
  }

  private static CallEnd.Timing timing(CallExchange exchange, Reply reply) {
    var total = exchange.age();
    var firstText = reply.firstText().map(at -> Duration.between(exchange.start(), at));
    return new CallEnd.Timing(firstText.orElse(total), total);
  }

  private static URI withoutSlash(URI uri) {
    return URI.create(uri.toString().replaceAll("/+$", ""));
  }
}
