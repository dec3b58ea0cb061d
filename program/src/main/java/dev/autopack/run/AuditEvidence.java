package dev.autopack.run;

import dev.autopack.audit.AuditCase;
import dev.autopack.audit.Diff;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Verdict;
import dev.autopack.plan.Phase;
import dev.autopack.workspace.Workspace.ChangedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what was executed on a tree as an auditor reads it: counts and verdicts, no output. */
final class AuditEvidence {
  private AuditEvidence() {}

  /** What git says of the change. */
  record Changes(List<ChangedFile> files, Diff diff) {
    Changes {
      files = List.copyOf(files);
    }
  }

  static AuditCase about(Phase phase, Changes changes, Auditing.Executed executed) {
    var lines = new ArrayList<String>();
    for (var verdict : executed.verdicts()) {
      lines.add(
          "gate %s: %s, %s".formatted(verdict.gate().id(), word(verdict), line(verdict.summary())));
      if (verdict instanceof Verdict.Pass pass) {
        pass.told().forEach(told -> lines.add("  told: " + line(told)));
      }
    }
    var tested = executed.tested();
    for (var report : tested.reports()) {
      lines.add(
          "%s: %s%s"
              .formatted(
                  report.toolchain(),
                  counts(report),
                  before(tested.baseline(), report)
                      .map(then -> "; before the phase " + counts(then))
                      .orElse("; not run before the phase")));
    }
    if (tested.reports().isEmpty()) {
      lines.add("no test was run");
    }
    return new AuditCase(phase, changes.files(), changes.diff(), lines);
  }

  private static String word(Verdict verdict) {
    return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String line(String text) {
    return text.replaceAll("\\s*\\R\\s*", " / ").strip();
  }

  private static Optional<TestReport> before(Baseline baseline, TestReport report) {
    return baseline.reports().stream()
        .filter(then -> then.toolchain().equals(report.toolchain()))
        .findFirst();
  }

  private static String counts(TestReport report) {
    return report.kind() == TestReport.Kind.EXIT_CODE
        ? "exit code %d".formatted(report.execution().exitCode())
        : "%d passed, %d failed, %d skipped"
            .formatted(
                report.count(Outcome.PASSED),
                report.count(Outcome.FAILED) + report.count(Outcome.ERROR),
                report.count(Outcome.SKIPPED));
  }
}
