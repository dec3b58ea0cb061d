package dev.autopack.gate.tests.junit;

import java.util.List;
import java.util.Optional;

/**
 * What one file says.
 *
 * @param cases an element each, in the order of the file, those before the place where it breaks
 *     where it does; tools that try again write the same name more than once, and who joins them
 *     takes the worst
 * @param problem why it cannot be believed as a whole
 */
public record JunitReport(List<JunitCase> cases, Optional<String> problem) {
  public JunitReport {
    cases = List.copyOf(cases);
  }
}
