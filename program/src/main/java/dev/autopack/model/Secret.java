package dev.autopack.model;

/**
 * A key that must not be seen: it never prints itself. Refused texts are not repeated in the
 * message either.
 */
public final class Secret {
  private static final String MASK = "***";

  private final String value;

  /**
   * Wraps a key.
   *
   * @throws IllegalArgumentException when it is empty or holds what no HTTP header may: spaces,
   *     control or non-ASCII characters
   */
  public Secret(String value) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "a key is one word of printable ASCII characters, this one has other characters");
    }
    this.value = value;
  }

  /** The key itself, for the one header that carries it. */
  public String reveal() {
    return value;
  }

  /** The text with the key masked wherever it stands. */
  public String scrub(String text) {
    return text.replace(value, MASK);
  }

  @Override
  public String toString() {
    return MASK;
  }
}
