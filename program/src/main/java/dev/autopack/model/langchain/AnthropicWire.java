package dev.autopack.model.langchain;

import dev.autopack.model.ModelRequest;
import dev.autopack.model.Secret;
import dev.autopack.model.StopReason;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Anthropic Messages. */
final class AnthropicWire implements Wire {
  @Override
  public URI home() {
    return URI.create("https://api.anthropic.com/v1");
  }

  @Override
  public String keyHeader() {
    return "x-api-key";
  }

  @Override
  public String keyHeaderValue(Secret key) {
    return key.reveal();
  }

  @Override
  public Map<String, String> versionHeaders() {
    return Map.of("anthropic-version", "2023-06-01");
  }

  @Override
  public StreamingChatModel client(HttpClientBuilder plug, URI base, ModelRequest request) {
    return AnthropicStreamingChatModel.builder()
        .httpClientBuilder(plug)
        .baseUrl(base.toString())
        .apiKey("added by the exchange")
        .modelName(request.modelId())
        .maxTokens(request.maxOutputTokens())
        // The system text is the same for all calls of a phase; a text too short to keep costs
        // nothing more.
        .cacheSystemMessages(true)
        .build();
  }

  @Override
  public void read(ServerEvent event, Testimony testimony) {
    switch (event.name()) {
      // Its output tokens are a first guess, not a count.
      case "message_start" -> input(json(event).path("message").path("usage"), testimony);
      case "message_delta" -> {
        var json = json(event);
        input(json.path("usage"), testimony);
        testimony.output(json.path("usage").path("output_tokens"));
        var word = json.path("delta").path("stop_reason");
        if (word.isString()) {
          testimony.stopped(word.asString());
        }
      }
      case "message_stop" -> testimony.done();
      case "error" -> testimony.failed(ProviderError.parse(event.data()));
      default -> {}
    }
  }

  private static void input(JsonNode usage, Testimony testimony) {
    testimony.input(usage.path("input_tokens"));
    testimony.cacheRead(usage.path("cache_read_input_tokens"));
    testimony.cacheWrite(usage.path("cache_creation_input_tokens"));
    testimony.reasoning(usage.path("output_tokens_details").path("thinking_tokens"));
  }

  @Override
  public StopReason reason(String stopWord) {
    return switch (stopWord) {
      case "end_turn" -> StopReason.END;
      case "max_tokens", "model_context_window_exceeded" -> StopReason.MAX_TOKENS;
      case "refusal" -> StopReason.REFUSAL;
      default -> StopReason.OTHER;
    };
  }

  @Override
  public boolean bearsText(ServerEvent event) {
    return event.name().equals("content_block_delta")
        && event.data().contains("\"text_delta\"")
        && !json(event).path("delta").path("text").asString("").isEmpty();
  }

  private static JsonNode json(ServerEvent event) {
    return JsonMapper.shared().readTree(event.data());
  }
}
