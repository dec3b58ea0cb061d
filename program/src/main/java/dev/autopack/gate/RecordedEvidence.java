package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestResult.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sealed evidence as it is read back: what someone claims was executed, to be executed again.
 *
 * @param named test files that the plan named, so that they are run again too
 * @param commandReport the JUnit XML that the plan's command writes, where it names one
 * @param audit what a model said of the change, which nobody can execute again; empty in evidence
 *     of before there were auditors
 */
public record RecordedEvidence(
    String run,
    String phase,
    String baseCommit,
    String tree,
    List<String> named,
    Optional<RepoPath> commandReport,
    List<RecordedReport> reports,
    Optional<RecordedAudit> audit) {
  public RecordedEvidence {
    named = List.copyOf(named);
    reports = List.copyOf(reports);
  }

  /**
   * One execution.
   *
   * @param tests outcome by identity, as text
   * @param coverage in all; empty where it was not measured
   */
  public record RecordedReport(
      String toolchain,
      TestReport.Kind kind,
      List<List<String>> commands,
      int exitCode,
      List<String> environment,
      Map<String, Outcome> tests,
      Optional<Totals> coverage) {
    public RecordedReport {
      commands = commands.stream().map(List::copyOf).toList();
      environment = List.copyOf(environment);
      tests = Collections.unmodifiableMap(new TreeMap<>(tests));
    }
  }

  /**
   * What the evidence says of an audit.
   *
   * @param verdict {@code pass} or {@code off}: no other is sealed
   * @param model empty where nobody was asked
   * @param findings how many it had, none of them blocking
   */
  public record RecordedAudit(String verdict, String model, int findings) {
    @Override
    public String toString() {
      return model.isEmpty()
          ? verdict
          : "%s by %s with %d findings".formatted(verdict, model, findings);
    }
  }

  /** The command that the plan declared and that was run, where there was one. */
  public Optional<List<String>> command() {
    return reports.stream()
        .filter(report -> report.toolchain().equals(TestReport.COMMAND))
        .flatMap(report -> report.commands().stream())
        .findFirst();
  }
}
