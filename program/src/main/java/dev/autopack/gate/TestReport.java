package dev.autopack.gate;

import java.util.List;
import java.util.Optional;

/**
 * What one execution of a repository's tests showed.
 *
 * @param toolchain which adapter ran it
 * @param results sorted by identity, each identity once; empty for a command that writes no report
 * @param trouble what makes the report less than whole
 * @param coverage what it covered; empty where the toolchain does not measure
 */
public record TestReport(
    String toolchain,
    Execution execution,
    Kind kind,
    List<TestResult> results,
    List<Trouble> trouble,
    Optional<Measurement> coverage) {
  /** What a report of a plan's own command names as its toolchain. */
  public static final String COMMAND = "command";

  public TestReport {
    results = List.copyOf(results);
    trouble = List.copyOf(trouble);
  }

  /** Of a toolchain that does not measure coverage. */
  public TestReport(
      String toolchain,
      Execution execution,
      Kind kind,
      List<TestResult> results,
      List<Trouble> trouble) {
    this(toolchain, execution, kind, results, trouble, Optional.empty());
  }

  /** The same with what it covered. */
  public TestReport covering(Measurement measured) {
    return new TestReport(toolchain, execution, kind, results, trouble, Optional.of(measured));
  }

  /** The same run with other results. */
  TestReport with(List<TestResult> others) {
    return new TestReport(toolchain, execution, kind, others, trouble, coverage);
  }

  /** How far a report can be believed. */
  public enum Kind {
    /** Every test by its identity. */
    STRUCTURED,
    /** Some or all of it died early: those identities come from a reading of the source. */
    PARTIAL,
    /** Only an exit code. */
    EXIT_CODE
  }

  /**
   * What was run, for evidence.
   *
   * @param commands each argv as it was run
   * @param exitCode 128 + signal where a signal ended it, ours included
   * @param output the end of what it printed: untrusted text, bounded
   * @param environment the versions of the tools that ran, a line each
   */
  public record Execution(
      List<List<String>> commands,
      int exitCode,
      long millis,
      String output,
      List<String> environment) {
    public Execution {
      commands = commands.stream().map(List::copyOf).toList();
      environment = List.copyOf(environment);
    }
  }

  /** How many tests ended so. */
  public int count(TestResult.Outcome outcome) {
    return (int) results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** Whether something happened that leaves the whole report without meaning. */
  public boolean isBroken() {
    return trouble.stream().anyMatch(one -> !one.kind().concernsOneFile());
  }
}
