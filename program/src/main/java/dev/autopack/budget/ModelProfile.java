package dev.autopack.budget;

import java.net.URI;
import java.util.Optional;

/**
 * What is known of one model before it is called, from {@code models.yaml}.
 *
 * @param name what plans and settings call it
 * @param id what its provider calls it
 * @param price empty where nobody wrote one down: such a model is refused
 */
public record ModelProfile(
    String name,
    Provider provider,
    String id,
    Optional<URI> baseUrl,
    Window window,
    Framing framing,
    Optional<Price> price) {

  /** The wire protocol spoken. */
  public enum Provider {
    ANTHROPIC,
    OPENAI,
    REPLAY
  }

  /**
   * How many tokens fit in, and how many may come out of one call.
   *
   * @param thinkingTokens what the model may think before it replies: a provider's output limit
   *     holds for thoughts and reply together, so each call is allowed this much more
   */
  public record Window(int contextTokens, int maxOutputTokens, int thinkingTokens) {
    public Window {
      if (contextTokens <= 0 || maxOutputTokens <= 0) {
        throw new IllegalArgumentException("a model without room for a token");
      }
      if (thinkingTokens < 0 || thinkingTokens >= maxOutputTokens) {
        throw new IllegalArgumentException(
            "%d tokens for thinking, of %d".formatted(thinkingTokens, maxOutputTokens));
      }
    }

    /** Of a model that replies at once. */
    public Window(int contextTokens, int maxOutputTokens) {
      this(contextTokens, maxOutputTokens, 0);
    }
  }

  /** The line framing the model writes best. */
  public enum Framing {
    JSON,
    RAW
  }
}
