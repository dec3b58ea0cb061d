package dev.autopack.run;

import dev.autopack.gate.TestReport;

/** A tree that nobody changed cannot be set up now. Only to leave a step without a result. */
final class NotReadyException extends RuntimeException {
  @SuppressWarnings("serial")
  private final TestReport report;

  NotReadyException(TestReport report) {
    super("", null, false, false);
    this.report = report;
  }

  TestReport report() {
    return report;
  }
}
