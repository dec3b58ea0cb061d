package dev.autopack.budget;

/**
 * What one call may emit. The same object is sent, enforced and recorded.
 *
 * @param maxOutputTokens what the provider is told
 * @param reason why this many
 */
public record Budget(Estimate estimate, int maxOutputTokens, String reason) {
  public Budget {
    if (maxOutputTokens <= 0) {
      throw new IllegalArgumentException("a budget of " + maxOutputTokens);
    }
  }
}
