package dev.autopack.gate;

/** What came of fetching what tests need before they run without a network. */
public sealed interface Preparation {
  /** Nothing is missing, or nothing was to be fetched. */
  record Ready() implements Preparation {}

  /**
   * The tests cannot be run.
   *
   * @param trouble why, of kind {@link Trouble.Kind#TOOL}
   */
  record Failed(Trouble trouble) implements Preparation {}
}
