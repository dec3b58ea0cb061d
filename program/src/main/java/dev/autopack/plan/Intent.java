package dev.autopack.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a phase is for, in words.
 *
 * @param inferred why this category was taken; empty where the plan's author wrote it
 * @param acceptance shown to builder and auditor; only validation decides
 */
public record Intent(
    String goal,
    Category category,
    Optional<String> inferred,
    Complexity complexity,
    List<String> acceptance) {
  public Intent {
    acceptance = List.copyOf(acceptance);
  }

  /** An intent whose category was written. */
  public Intent(String goal, Category category, Complexity complexity, List<String> acceptance) {
    this(goal, category, Optional.empty(), complexity, acceptance);
  }

  /** The same with another category that was inferred. */
  public Intent in(CategoryGuess guess) {
    return new Intent(goal, guess.category(), Optional.of(guess.reason()), complexity, acceptance);
  }
}
