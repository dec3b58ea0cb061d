package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.manifest.Manifest;
import dev.autopack.manifest.Scoping;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Risk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The question which files a phase may write that lists none: asked before anything is spent, and
 * about no change.
 */
public final class ScopeQuestion {
  /** The rule that asks. */
  public static final String RULE = "scope-guess";

  private ScopeQuestion() {}

  /** Whether a request asks that. */
  public static boolean isAsked(GovernanceRequest request) {
    return request.findings().stream().anyMatch(finding -> finding.rule().equals(RULE));
  }

  /** The files that it proposes. */
  public static List<RepoPath> paths(GovernanceRequest request) {
    return request.findings().stream().flatMap(finding -> finding.paths().stream()).toList();
  }

  static Finding about(Scoping scoping) {
    var paths = scoping.write().stream().map(Manifest.ScopedPath::path).toList();
    return new Finding(
        RULE,
        Finding.Severity.ASK,
        paths,
        "%s: %s"
            .formatted(
                scoping.question(),
                paths.stream().map(RepoPath::value).collect(Collectors.joining(", "))),
        Risk.MEDIUM);
  }

  /** What an answer holds for: exactly these files. */
  static String contentHash(Finding finding) {
    return Hashes.sha256(
        finding.paths().stream().map(RepoPath::value).collect(Collectors.joining("\0")));
  }

  /** The request whose yes says which files the phase may write. */
  static Optional<GovernanceRequest> allowed(List<RunStore.AnsweredRequest> answered) {
    return answered.stream()
        .filter(RunStore.AnsweredRequest::isGrant)
        .map(RunStore.AnsweredRequest::request)
        .filter(ScopeQuestion::isAsked)
        .reduce((_, newest) -> newest);
  }
}
