package dev.autopack.output;

import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.plan.Deliverable;
import java.util.List;

/**
 * The format a batch is asked for, and why; one pure function.
 *
 * @param reason for the journal and for people
 */
public record FormatChoice(Format format, String reason) {
  /** Chooses among the formats that have a reader. */
  public static FormatChoice of(List<Deliverable> deliverables, ModelProfile profile) {
    return new FormatChoice(
        Format.NDJSON,
        "%d deliverables, a line a unit: what closed before a cut is kept, whatever %s breaks"
            .formatted(deliverables.size(), profile.name()));
  }
}
