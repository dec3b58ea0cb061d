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

  /** How many tokens fit in, and how many may come out of one call. */
  public record Window(int contextTokens, int maxOutputTokens) {
    public Window {
      if (contextTokens <= 0 || maxOutputTokens <= 0) {
        throw new IllegalArgumentException("a model without room for a token");
      }
    }
  }

  /** The line framing the model writes best. */
  public enum Framing {
    JSON,
    RAW
  }
}
