package dev.autopack.run;

import dev.autopack.edit.Resolution;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.gate.GateFinding;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.Verdict;
import dev.autopack.policy.Finding;
import dev.autopack.workspace.RefusedChangeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Translates what readers, rules and gates say into failures, which know none of them. */
final class Failures {
  private Failures() {}

  static Failure of(Failure.Kind kind, List<FailureDigest> digests) {
    var causes = digests.stream().map(FailureDigest::toString).toList();
    return new Failure(kind, fingerprint(kind, causes), digests);
  }

  static Failure of(Failure.Kind kind, String source, String text) {
    return of(kind, List.of(new FailureDigest(source, text)));
  }

  static Failure ofFindings(Failure.Kind kind, List<Finding> findings) {
    return of(
        kind,
        findings.stream()
            .map(finding -> new FailureDigest("policy", finding.justification()))
            .toList());
  }

  static Failure ofConflicts(List<Resolution.Problem> problems) {
    return of(
        Failure.Kind.CONFLICT,
        problems.stream().map(problem -> new FailureDigest("apply", problem.text())).toList());
  }

  /** Deterministic as the change is: told again, it is the same failure. */
  static Failure of(RefusedChangeException refused) {
    return of(
        Failure.Kind.CONFLICT, "apply", "'%s': %s".formatted(refused.path(), refused.reason()));
  }

  /** What blocks, each finding a digest; a verdict without one speaks by its summary. */
  static Failure of(Ruling.NotComplete ruling) {
    var digests = new ArrayList<FailureDigest>();
    var causes = new ArrayList<String>();
    for (var verdict : ruling.blocking()) {
      var source = verdict.gate().id();
      var findings = findings(verdict);
      if (findings.isEmpty()) {
        digests.add(new FailureDigest(source, verdict.summary()));
        causes.add(source + verdict.summary());
      }
      for (var finding : findings) {
        digests.add(new FailureDigest(source, finding.text()));
        causes.add(source + finding.fingerprint());
      }
    }
    return new Failure(
        Failure.Kind.NOT_COMPLETE, fingerprint(Failure.Kind.NOT_COMPLETE, causes), digests);
  }

  private static List<GateFinding> findings(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> List.of();
      case Verdict.Fail(_, _, var findings) -> findings;
      case Verdict.Unknown(_, _, var findings) -> findings;
    };
  }

  private static String fingerprint(Failure.Kind kind, List<String> causes) {
    var sorted = causes.stream().sorted().distinct().toList();
    return kind.name().toLowerCase(java.util.Locale.ROOT)
        + "-"
        + HexFormat.of().toHexDigits(sorted.hashCode());
  }
}
