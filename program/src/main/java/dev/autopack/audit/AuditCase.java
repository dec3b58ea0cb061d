package dev.autopack.audit;

import dev.autopack.plan.Phase;
import dev.autopack.workspace.Workspace.ChangedFile;
import java.util.List;

/**
 * All that an auditor may know of a change: what was asked for, what was done, and what came of
 * executing it. Nothing that a builder said of its own work.
 *
 * @param changed every changed file, shown or not
 * @param evidence what the executed checks came to, a line each
 */
public record AuditCase(Phase phase, List<ChangedFile> changed, Diff diff, List<String> evidence) {
  public AuditCase {
    changed = List.copyOf(changed);
    evidence = List.copyOf(evidence);
  }
}
