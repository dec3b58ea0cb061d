package dev.autopack.code;

/**
 * A test as the source defines it, without the cases its parameters make of it.
 *
 * @param scope the classes it stands in, as its language joins them: {@code Outer$Inner} with its
 *     package for Java, {@code TestOuter::TestInner} for Python, empty for a bare function
 * @param line from 1
 */
public record TestDefinition(String scope, String name, int line, Skipped skipped) {
  /** Whether the source switches it off. */
  public enum Skipped {
    NO,
    /** On some machines, or for as long as it is expected to fail. */
    PERHAPS,
    ALWAYS;

    /** The stronger of the two. */
    public Skipped or(Skipped other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /** With what switches off the class or file round it. */
  TestDefinition and(Skipped outer) {
    return new TestDefinition(scope, name, line, skipped.or(outer));
  }
}
