package dev.autopack.gate;

import java.util.List;

/**
 * What one execution of a repository's tests showed.
 *
 * @param toolchain which adapter ran it
 * @param command argv as it was run, for evidence
 * @param results empty for a command that writes no report
 * @param trouble what makes the report less than whole, each a sentence: a compile error, a
 *     collection error, a timeout, a report at odds with the exit code
 */
public record TestReport(
    String toolchain,
    List<String> command,
    Kind kind,
    int exitCode,
    List<TestResult> results,
    List<GateFinding> trouble) {
  public TestReport {
    command = List.copyOf(command);
    results = List.copyOf(results);
    trouble = List.copyOf(trouble);
  }

  /** How far a report can be believed. */
  public enum Kind {
    /** Every test by its identity. */
    STRUCTURED,
    /** The run died early: identities come from a reading of the source. */
    PARTIAL,
    /** Only an exit code. */
    EXIT_CODE
  }
}
