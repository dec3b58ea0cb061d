package dev.autopack.gate;

/** What came of measuring coverage in one run of the tests. */
public sealed interface Measurement {
  record Measured(Coverage coverage) implements Measurement {}

  /** The project has no tool for it, and none could be brought. */
  record NotProducible(String why) implements Measurement {}

  /** It should be there: no report was written, or it cannot be read. */
  record Missing(String why) implements Measurement {}
}
