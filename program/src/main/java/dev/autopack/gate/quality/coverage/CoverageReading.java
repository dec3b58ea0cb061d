package dev.autopack.gate.quality.coverage;

/** What came of reading a report. */
public sealed interface CoverageReading {
  record Read(ReportedCoverage coverage) implements CoverageReading {}

  /** It says nothing, rather than that nothing is covered. */
  record Unreadable(String why) implements CoverageReading {}
}
