package dev.autopack.testing.oracle;

import dev.autopack.budget.Usage;
import dev.autopack.model.ModelRequest.Turn;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI Chat Completions, streamed. Usage is sent only where the request asks for it. */
final class OpenAiWire implements Wire {
  private static final JsonMapper JSON = JsonMapper.shared();

  private String model = "";
  private boolean wantsUsage;

  @Override
  public OracleRequest read(JsonNode body) {
    model = body.path("model").asString("");
    wantsUsage = body.path("stream_options").path("include_usage").asBoolean(false);
    var system = new StringBuilder();
    var turns = new ArrayList<Turn>();
    for (var message : body.path("messages")) {
      var text = AnthropicWire.text(message.path("content"));
      switch (message.path("role").asString()) {
        case "system", "developer" -> system.append(text);
        case "assistant" -> turns.add(Turn.assistant(text));
        default -> turns.add(Turn.user(text));
      }
    }
    var limit = body.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
    return new OracleRequest(
        OracleRequest.Protocol.OPENAI,
        model,
        system.toString(),
        turns,
        body.path(limit).asInt(Integer.MAX_VALUE));
  }

  @Override
  public String opening(OracleRequest request, Optional<Usage> usage) {
    return choice(JSON.createObjectNode().put("role", "assistant").put("content", ""), null);
  }

  @Override
  public String thought(String text) {
    return choice(JSON.createObjectNode().put("reasoning_content", text), null);
  }

  @Override
  public String piece(String text) {
    return choice(JSON.createObjectNode().put("content", text), null);
  }

  @Override
  public String keepAlive() {
    return ": keep-alive\n\n";
  }

  @Override
  public String errorEvent(String type, String message) {
    return event(error(type, message));
  }

  @Override
  public String closing(Optional<String> stopWord, Optional<Usage> usage) {
    var end = choice(JSON.createObjectNode(), stopWord.orElse(null));
    return end + (wantsUsage ? usage.map(this::usage).orElse("") : "") + "data: [DONE]\n\n";
  }

  private String usage(Usage tokens) {
    var chunk = chunk();
    chunk.putArray("choices");
    var prompt = tokens.input() + tokens.cacheRead() + tokens.cacheWrite();
    var usage =
        chunk
            .putObject("usage")
            .put("prompt_tokens", prompt)
            .put("completion_tokens", tokens.output())
            .put("total_tokens", prompt + tokens.output());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", tokens.cacheRead())
        .put("cache_write_tokens", tokens.cacheWrite());
    usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
    return event(chunk);
  }

  @Override
  public String stopWord(boolean cut) {
    return cut ? "length" : "stop";
  }

  @Override
  public String errorBody(int status, String message) {
    var type =
        switch (status) {
          case 401 -> "invalid_api_key";
          case 404 -> "model_not_found";
          case 429 -> "rate_limit_exceeded";
          default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    return error(type, message).toString();
  }

  private static ObjectNode error(String type, String message) {
    var error = JSON.createObjectNode();
    error
        .putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", type);
    return error;
  }

  private String choice(ObjectNode delta, @Nullable String stopWord) {
    var chunk = chunk();
    var choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", stopWord);
    return event(chunk);
  }

  private ObjectNode chunk() {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-oracle")
        .put("object", "chat.completion.chunk")
        .put("created", 1_700_000_000)
        .put("model", model);
  }

  private static String event(ObjectNode data) {
    return "data: " + data + "\n\n";
  }
}
