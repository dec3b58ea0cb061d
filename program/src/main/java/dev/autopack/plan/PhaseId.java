package dev.autopack.plan;

import java.util.regex.Pattern;

/** A phase's name inside its plan; safe in a file name, a ref and a trailer. */
public record PhaseId(String value) implements Comparable<PhaseId> {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  public PhaseId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no phase id: use up to 64 of a-z, 0-9, '-' and '_', starting with a letter or digit"
              .formatted(value));
    }
  }

  @Override
  public int compareTo(PhaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
