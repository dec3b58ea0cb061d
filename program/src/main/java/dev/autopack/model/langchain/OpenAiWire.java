package dev.autopack.model.langchain;

import dev.autopack.model.ModelRequest;
import dev.autopack.model.Secret;
import dev.autopack.model.StopReason;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.LongNode;

/** OpenAI Chat Completions, as OpenAI and many local servers speak it. */
final class OpenAiWire implements Wire {
  private static final String DONE = "[DONE]";

  @Override
  public URI home() {
    return URI.create("https://api.openai.com/v1");
  }

  @Override
  public String keyHeader() {
    return "authorization";
  }

  @Override
  public String keyHeaderValue(Secret key) {
    return "Bearer " + key.reveal();
  }

  @Override
  public Map<String, String> versionHeaders() {
    return Map.of();
  }

  @Override
  public StreamingChatModel client(HttpClientBuilder plug, URI base, ModelRequest request) {
    var client =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(plug)
            .baseUrl(base.toString())
            .strictJsonSchema(true)
            .modelName(request.modelId());
    // OpenAI's newer models refuse the old name, servers that imitate OpenAI know no other.
    var limited =
        base.equals(home())
            ? client.maxCompletionTokens(request.maxOutputTokens())
            : client.maxTokens(request.maxOutputTokens());
    return limited.build();
  }

  @Override
  public void read(ServerEvent event, Testimony testimony) {
    if (event.data().equals(DONE)) {
      testimony.done();
      return;
    }
    var json = JsonMapper.shared().readTree(event.data());
    if (event.name().equals("error") || !json.path("error").isMissingNode()) {
      testimony.failed(ProviderError.of(json));
      return;
    }
    usage(json.path("usage"), testimony);
    var choice = json.path("choices").path(0);
    var word = choice.path("finish_reason");
    if (word.isString()) {
      testimony.stopped(word.asString());
    }
    if (!choice.path("delta").path("refusal").asString("").isEmpty()) {
      testimony.refused();
    }
  }

  /** The prompt's tokens include those read from the cache and written to it, which cost others. */
  private static void usage(JsonNode usage, Testimony testimony) {
    var details = usage.path("prompt_tokens_details");
    var read = details.path("cached_tokens");
    var written = details.path("cache_write_tokens");
    var prompt = usage.path("prompt_tokens");
    testimony.cacheRead(read);
    testimony.cacheWrite(written);
    testimony.input(
        prompt.isIntegralNumber()
            ? LongNode.valueOf(prompt.asLong() - read.asLong(0) - written.asLong(0))
            : prompt);
    testimony.output(usage.path("completion_tokens"));
    testimony.reasoning(usage.path("completion_tokens_details").path("reasoning_tokens"));
  }

  @Override
  public StopReason reason(String stopWord) {
    return switch (stopWord) {
      case "stop" -> StopReason.END;
      case "length" -> StopReason.MAX_TOKENS;
      case "content_filter" -> StopReason.REFUSAL;
      default -> StopReason.OTHER;
    };
  }

  @Override
  public boolean bearsText(ServerEvent event) {
    return !event.data().equals(DONE)
        && !JsonMapper.shared()
            .readTree(event.data())
            .path("choices")
            .path(0)
            .path("delta")
            .path("content")
            .asString("")
            .isEmpty();
  }
}
