package dev.autopack.run;

import dev.autopack.gate.TestReport;
import dev.autopack.gate.Trouble;
import java.util.List;

/** A failed setup as a test report: nothing can be shown of a tree that cannot be set up. */
final class SetupReports {
  private SetupReports() {}

  static TestReport failed(int exitCode, String output) {
    return new TestReport(
        "setup",
        new TestReport.Execution(List.of(), exitCode, 0, output, List.of()),
        TestReport.Kind.PARTIAL,
        List.of(),
        List.of(
            new Trouble(
                Trouble.Kind.CRASH,
                "the setup command failed with exit code %d:\n%s".formatted(exitCode, output))));
  }
}
