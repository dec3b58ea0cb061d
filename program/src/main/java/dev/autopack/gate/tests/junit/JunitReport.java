package dev.autopack.gate.tests.junit;

import java.util.List;
import java.util.Optional;

/**
 * What one file says.
 *
 * @param cases in the order of the file; those before the place where it breaks, where it does
 * @param problem why it cannot be believed as a whole
 */
public record JunitReport(List<JunitCase> cases, Optional<String> problem) {
  public JunitReport {
    cases = List.copyOf(cases);
  }
}
