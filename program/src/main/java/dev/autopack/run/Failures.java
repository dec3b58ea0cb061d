package dev.autopack.run;

import dev.autopack.edit.Resolution;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.gate.FailureSignature;
import dev.autopack.gate.GateFinding;
import dev.autopack.gate.Ruling;
import dev.autopack.gate.Verdict;
import dev.autopack.policy.Finding;
import dev.autopack.workspace.RefusedChangeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Translates what readers, rules and gates say into failures, which know none of them. */
final class Failures {
  private Failures() {}

  static Failure of(Failure.Kind kind, List<FailureDigest> digests) {
    return new Failure(
        kind, fingerprint(kind, digests.stream().map(Failures::cause).toList()), digests);
  }

  /** What stays of a digest when the same happens again. */
  private static String cause(FailureDigest digest) {
    return digest.source() + " " + FailureSignature.of(digest.text()).value();
  }

  static Failure of(Failure.Kind kind, String source, String text) {
    return of(kind, List.of(new FailureDigest(source, text)));
  }

  /** The same rule about the same paths is the same failure, in whatever words. */
  static Failure ofFindings(Failure.Kind kind, List<Finding> findings) {
    return new Failure(
        kind,
        fingerprint(
            kind, findings.stream().map(finding -> finding.rule() + finding.paths()).toList()),
        findings.stream()
            .map(finding -> new FailureDigest("policy", finding.justification()))
            .toList());
  }

  /** As {@link #ofFindings}, whatever reason the person gave. */
  static Failure denied(List<Finding> findings, String text) {
    return new Failure(
        Failure.Kind.DENIED,
        ofFindings(Failure.Kind.DENIED, findings).fingerprint(),
        List.of(new FailureDigest("approval", text)));
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
        causes.add(source + " " + verdict.summary());
      }
      for (var finding : findings) {
        digests.add(new FailureDigest(source, finding.text()));
        causes.add(source + " " + finding.fingerprint());
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
    var sorted = causes.stream().sorted().distinct().collect(Collectors.joining("\n"));
    return kind.name().toLowerCase(Locale.ROOT) + "-" + Hashes.sha256(sorted).substring(0, 12);
  }
}
