package dev.autopack.governance;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Finding;
import java.time.Instant;
import java.util.List;

/**
 * A question to a person about one held change.
 *
 * @param id what people type: short and unique in the store
 * @param attempt whose change it is
 * @param contentHash of the held change; an answer holds for this content alone
 * @param expires from then on the answer is no
 */
public record GovernanceRequest(
    String id,
    RunId run,
    PhaseId phase,
    int attempt,
    List<Finding> findings,
    String contentHash,
    Instant asked,
    Instant expires) {
  public GovernanceRequest {
    findings = List.copyOf(findings);
  }
}
