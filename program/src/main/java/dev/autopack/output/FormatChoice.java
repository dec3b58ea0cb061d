package dev.autopack.output;

import dev.autopack.budget.Estimator;
import dev.autopack.budget.FileFacts;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.budget.Writing;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.util.List;

/**
 * The format a batch is asked for, how it is to change files in it, and why; one pure function.
 *
 * @param reason for the journal and for people
 */
public record FormatChoice(Format format, Writing writing, String reason) {
  /** See {@link #wholeExtra}. */
  private static final long WHOLE_EXTRA_JSON = 7_000;

  /**
   * The same text, which JSON takes a ninth more tokens for; and a little less, so that all replies
   * together stay under four fifths of what the edits alone take in JSON.
   */
  private static final long WHOLE_EXTRA_RAW = 6_000;

  /**
   * Chooses among the formats that have a reader.
   *
   * <p>Both line framings store a unit as it closes and can say an edit, which whole-file JSON
   * cannot; a diff has no declaration and no rewrite. So both are read where a model falls back to
   * them, and never asked for.
   *
   * <p>Whole files are as long as they look, and no old text has to be quoted exactly. So they are
   * asked for where they cost little more than their changes would; else the changes are.
   */
  public static FormatChoice of(
      Intent intent, List<Deliverable> deliverables, FileFacts facts, ModelProfile profile) {
    var format = format(profile.framing());
    long whole;
    long edits;
    try {
      var estimator = new Estimator(facts);
      whole = estimator.estimate(format, Writing.WHOLE, intent, deliverables).p50();
      edits = estimator.estimate(format, Writing.EDITS, intent, deliverables).p50();
    } catch (RuntimeException e) {
      // A failing estimate never stops a phase.
      return new FormatChoice(format, Writing.EDITS, "no sizes are known (%s): edits".formatted(e));
    }
    return of(whole, edits, profile);
  }

  /**
   * The same, of what it comes down to.
   *
   * @param whole what all deliverables probably take, written whole
   * @param edits what they take where files that are there are edited
   */
  static FormatChoice of(long whole, long edits, ModelProfile profile) {
    var format = format(profile.framing());
    var writing = whole - edits <= wholeExtra(profile.framing()) ? Writing.WHOLE : Writing.EDITS;
    return new FormatChoice(
        format,
        writing,
        "'%s' writes %s best; about %d tokens as whole files, %d as edits: %s"
            .formatted(
                profile.name(),
                format == Format.NDJSON ? "JSON" : "raw text",
                whole,
                edits,
                switch (writing) {
                  case WHOLE -> "whole files, which are as long as they look";
                  case EDITS -> "edits, so that a small change costs little";
                }));
  }

  /**
   * Up to this many tokens more than their changes take, files that are there are written whole.
   */
  static long wholeExtra(Framing framing) {
    return switch (framing) {
      case JSON -> WHOLE_EXTRA_JSON;
      case RAW -> WHOLE_EXTRA_RAW;
    };
  }

  private static Format format(Framing framing) {
    return switch (framing) {
      case JSON -> Format.NDJSON;
      case RAW -> Format.ENVELOPE;
    };
  }
}
