package dev.autopack.plan;

import java.util.regex.Pattern;

/** One execution of a plan; safe in a file name, a ref and a trailer. */
public record RunId(String value) implements Comparable<RunId> {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

  public RunId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no run id: use up to 80 of a-z, 0-9 and '-'".formatted(value));
    }
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
