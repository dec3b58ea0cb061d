package dev.autopack.builder;

import dev.autopack.output.Merged;
import java.util.List;

/**
 * What a model is told that must go on from where an earlier reply broke off.
 *
 * @param kept what all replies so far brought
 * @param cause why another one is needed
 * @param reply the number of the one that is asked for; the first was 1
 * @param problems what of the last one could not be used, each a sentence for the builder
 */
public record Continuation(Merged kept, Cause cause, int reply, List<String> problems) {
  public Continuation {
    problems = List.copyOf(problems);
  }

  /** Why a reply did not come to its end. */
  public enum Cause {
    /** It was as long as it was allowed to be. */
    OUTPUT_LIMIT,
    /** The connection or the provider broke. */
    CONNECTION,
    /** The program that read it was stopped. */
    LOST,
    /** The model stopped by itself before the end line. */
    STOPPED,
    /** It came to its end, and something that was begun is still open. */
    UNFINISHED
  }
}
