package dev.autopack.model.langchain;

import dev.autopack.model.ModelRequest;
import dev.autopack.model.Secret;
import dev.autopack.model.StopReason;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.net.URI;
import java.util.Map;

/** All that differs between the providers' protocols. */
interface Wire {
  /** Where the provider's own servers are, without a slash at the end. */
  URI home();

  String keyHeader();

  String keyHeaderValue(Secret key);

  /** What a plain request must say of the protocol's version. */
  Map<String, String> versionHeaders();

  /** A client for this one request. It is given no key: {@link CallExchange} adds it. */
  StreamingChatModel client(HttpClientBuilder plug, URI base, ModelRequest request);

  /**
   * Takes from an event what the provider says about the call.
   *
   * @throws tools.jackson.core.JacksonException when the event is not JSON
   */
  void read(ServerEvent event, Testimony testimony);

  StopReason reason(String stopWord);

  /** Whether the event bears text that the model said. */
  boolean bearsText(ServerEvent event);
}
