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
  private static final int MANY_DELIVERABLES = 5;

  /**
   * Chooses among the formats that have a reader.
   *
   * <p>Both line framings store a unit as it closes and can say an edit, which whole-file JSON
   * cannot: it is read where a model falls back to it, and never asked for.
   */
  public static FormatChoice of(List<Deliverable> deliverables, ModelProfile profile) {
    var format =
        switch (profile.framing()) {
          case JSON -> Format.NDJSON;
          case RAW -> Format.ENVELOPE;
        };
    return new FormatChoice(
        format,
        "%s; '%s' writes %s best"
            .formatted(
                why(deliverables), profile.name(), format == Format.NDJSON ? "JSON" : "raw text"));
  }

  private static String why(List<Deliverable> deliverables) {
    var count = deliverables.size();
    var what = count == 1 ? "1 deliverable" : count + " deliverables";
    var lines = deliverables.stream().mapToInt(it -> it.lines().orElse(0)).sum();
    var size = lines == 0 ? "" : " of about %d lines".formatted(lines);
    return count >= MANY_DELIVERABLES
        ? "%s%s: a line framing, so that a cut loses none that is complete".formatted(what, size)
        : "%s%s: a line framing, so that a small change costs a small edit".formatted(what, size);
  }
}
