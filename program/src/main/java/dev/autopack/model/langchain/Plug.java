package dev.autopack.model.langchain;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/**
 * Hands one exchange to LangChain4j. Its timeouts are not taken over: {@link CallTimeouts} hold.
 */
record Plug(CallExchange exchange) implements HttpClientBuilder {
  @Override
  public Duration connectTimeout() {
    return exchange.timeouts().connect();
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return exchange.timeouts().stall();
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return exchange;
  }
}
