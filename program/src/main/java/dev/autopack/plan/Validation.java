package dev.autopack.plan;

import java.util.List;
import java.util.Optional;

/**
 * What decides that a phase works.
 *
 * @param tests test files or ids that must pass; empty: every test paired with a deliverable
 * @param command argv of a command whose exit code decides, started without a shell
 */
public record Validation(List<String> tests, Optional<List<String>> command) {
  public static final Validation NONE = new Validation(List.of(), Optional.empty());

  public Validation {
    tests = List.copyOf(tests);
    command = command.map(List::copyOf);
    if (command.filter(List::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a validation command without a word");
    }
  }
}
