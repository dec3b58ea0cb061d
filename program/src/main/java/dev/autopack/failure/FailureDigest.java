package dev.autopack.failure;

/**
 * One thing that went wrong, in words for the builder and for people.
 *
 * @param source the gate, rule or reader that says so: {@code tests}, {@code policy}, {@code
 *     format}
 * @param text what, where and what was expected; never a way round a rule
 */
public record FailureDigest(String source, String text) {
  @Override
  public String toString() {
    return source + ": " + text;
  }
}
