package dev.autopack.run;

import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.Trouble;
import java.util.List;

/** A failed setup as a test report: nothing can be shown of a tree that cannot be set up. */
final class SetupReports {
  /** As in reports, where a tool that runs tests would stand. */
  static final String TOOLCHAIN = "setup";

  private SetupReports() {}

  static TestReport failed(int exitCode, String output) {
    return new TestReport(
        TOOLCHAIN,
        new TestReport.Execution(List.of(), exitCode, 0, output, List.of()),
        TestReport.Kind.PARTIAL,
        List.of(),
        List.of(
            new Trouble(
                Trouble.Kind.CRASH,
                "the setup command failed with exit code %d:\n%s".formatted(exitCode, output))));
  }

  /** What tests need could not be fetched: as the setup command that somebody else would write. */
  static TestReport unfetched(List<TestReport> reports) {
    return new TestReport(
        TOOLCHAIN,
        reports.getFirst().execution(),
        TestReport.Kind.PARTIAL,
        List.of(),
        reports.stream().flatMap(report -> report.trouble().stream()).toList());
  }

  /**
   * Refuses to judge a change against a baseline that could not be set up.
   *
   * @throws EnvironmentException with what the command printed
   */
  static void refuse(Baseline baseline) {
    baseline
        .find(TOOLCHAIN)
        .ifPresent(report -> {
          throw new EnvironmentException(
              "On the commit '%s', %s"
                  .formatted(baseline.commit(), report.trouble().getFirst().text()),
              "Mend what it needs, then run: autopack resume");
        });
  }
}
