package dev.autopack.testing.oracle;

import dev.autopack.budget.Usage;
import dev.autopack.model.ModelRequest.Turn;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic Messages, streamed. */
final class AnthropicWire implements Wire {
  private static final JsonMapper JSON = JsonMapper.shared();

  private int block;

  @Override
  public OracleRequest read(JsonNode body) {
    var turns = new ArrayList<Turn>();
    for (var message : body.path("messages")) {
      var text = text(message.path("content"));
      turns.add(
          message.path("role").asString().equals("assistant")
              ? Turn.assistant(text)
              : Turn.user(text));
    }
    return new OracleRequest(
        OracleRequest.Protocol.ANTHROPIC,
        body.path("model").asString(""),
        text(body.path("system")),
        turns,
        body.path("max_tokens").asInt());
  }

  @Override
  public String opening(OracleRequest request, Optional<Usage> usage) {
    var message =
        JSON.createObjectNode()
            .put("id", "msg_oracle")
            .put("type", "message")
            .put("role", "assistant")
            .put("model", request.model());
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    usage.ifPresent(tokens ->
        message
            .putObject("usage")
            .put("input_tokens", tokens.input())
            .put("cache_creation_input_tokens", tokens.cacheWrite())
            .put("cache_read_input_tokens", tokens.cacheRead())
            .put("output_tokens", 1));
    var start = JSON.createObjectNode().put("type", "message_start");
    start.set("message", message);
    return event(start) + startBlock("text", "text") + keepAlive();
  }

  @Override
  public String thought(String text) {
    var stop = stopBlock();
    block++;
    var thinking = startBlock("thinking", "thinking");
    var delta = delta();
    delta.putObject("delta").put("type", "thinking_delta").put("thinking", text);
    var end = stopBlock();
    block++;
    return stop + thinking + event(delta) + end + startBlock("text", "text");
  }

  @Override
  public String piece(String text) {
    var delta = delta();
    delta.putObject("delta").put("type", "text_delta").put("text", text);
    return event(delta);
  }

  @Override
  public String keepAlive() {
    return event(JSON.createObjectNode().put("type", "ping"));
  }

  @Override
  public String errorEvent(String type, String message) {
    return event(error(type, message));
  }

  @Override
  public String closing(Optional<String> stopWord, Optional<Usage> usage) {
    var delta = JSON.createObjectNode().put("type", "message_delta");
    delta.putObject("delta").put("stop_reason", stopWord.orElse(null)).putNull("stop_sequence");
    usage.ifPresent(tokens -> delta.putObject("usage").put("output_tokens", tokens.output()));
    return stopBlock() + event(delta) + event(JSON.createObjectNode().put("type", "message_stop"));
  }

  @Override
  public String stopWord(boolean cut) {
    return cut ? "max_tokens" : "end_turn";
  }

  @Override
  public String errorBody(int status, String message) {
    var type =
        switch (status) {
          case 401 -> "authentication_error";
          case 402 -> "billing_error";
          case 403 -> "permission_error";
          case 404 -> "not_found_error";
          case 413 -> "request_too_large";
          case 429 -> "rate_limit_error";
          case 529 -> "overloaded_error";
          default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    return error(type, message).toString();
  }

  private static ObjectNode error(String type, String message) {
    var error = JSON.createObjectNode().put("type", "error");
    error.putObject("error").put("type", type).put("message", message);
    return error;
  }

  private ObjectNode delta() {
    return JSON.createObjectNode().put("type", "content_block_delta").put("index", block);
  }

  private String startBlock(String type, String field) {
    var start = JSON.createObjectNode().put("type", "content_block_start").put("index", block);
    start.putObject("content_block").put("type", type).put(field, "");
    return event(start);
  }

  private String stopBlock() {
    return event(JSON.createObjectNode().put("type", "content_block_stop").put("index", block));
  }

  private static String event(ObjectNode data) {
    return "event: " + data.path("type").asString() + "\ndata: " + data + "\n\n";
  }

  /** Content is a string, or a list of parts. */
  static String text(JsonNode content) {
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    for (var part : content) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }
}
