package dev.autopack.gate;

import java.util.List;
import java.util.Optional;

/**
 * What the tests said before: of the run's base for the first phase (T0), of the last complete
 * phase for each later one.
 *
 * @param commit whose tree they ran on
 * @param reports one a toolchain
 */
public record Baseline(String commit, List<TestReport> reports) {
  public Baseline {
    reports = List.copyOf(reports);
  }

  /** Whether some identities come from the source alone, so that their outcome is not known. */
  public boolean isPartial() {
    return reports.stream().anyMatch(report -> report.kind() == TestReport.Kind.PARTIAL);
  }

  public Optional<TestReport> find(String toolchain) {
    return reports.stream().filter(report -> report.toolchain().equals(toolchain)).findFirst();
  }
}
