package dev.autopack.run;

import dev.autopack.failure.FailureDigest;
import dev.autopack.plan.PhaseId;
import dev.autopack.workspace.CommitId;
import java.util.List;

/**
 * How a phase's turn ended, named as the states are. A blocked or skipped phase had no turn, so it
 * is not here.
 */
public sealed interface PhaseOutcome {
  PhaseId phase();

  record Complete(PhaseId phase, CommitId commit) implements PhaseOutcome {}

  record Failed(PhaseId phase, List<FailureDigest> reasons) implements PhaseOutcome {
    public Failed {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("phase '%s' failed without a reason".formatted(phase));
      }
    }
  }

  /** The turn ended in a question; its request moved the phase already. */
  record AwaitingApproval(PhaseId phase, String request) implements PhaseOutcome {}

  /**
   * The turn ended for now.
   *
   * @param stopsRun whether other phases would be stopped by the same
   */
  record Suspended(PhaseId phase, SuspendedBy by, boolean stopsRun, String detail)
      implements PhaseOutcome {}
}
