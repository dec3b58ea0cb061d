package dev.autopack.budget;

import dev.autopack.plan.Category;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.util.List;
import java.util.OptionalLong;

/**
 * Estimates the output tokens of a batch from its deliverables, format, category and complexity.
 *
 * <p>Simple rules, fitted by eye to a few hundred real commits: whole files follow the size before
 * (or the siblings' median), the size of an edit is hardly known from outside, and a declared
 * length beats both.
 */
public record Estimator(FileFacts facts) {
  /** A file up to this size is cheaper to write anew than to describe edits of. */
  public static final long REWRITE_TOKENS = 1_200;

  /** Declaration, end line and what frames a file. */
  private static final long OVERHEAD = 40;

  private static final long OVERHEAD_PER_FILE = 25;
  private static final double LINE_TOKENS = 8.5;
  private static final long UNKNOWN_NEW_FILE = 600;

  /** Never fails on unknown files: what nothing is known of gets a wide estimate. */
  public Estimate estimate(Format format, Intent intent, List<Deliverable> deliverables) {
    double p50 = OVERHEAD;
    double spread = 0;
    for (var deliverable : deliverables) {
      var size = size(format, intent, deliverable);
      p50 += OVERHEAD_PER_FILE + size.likely();
      // Files miss their sizes independently, so their spreads add in squares.
      spread += Math.pow(size.most() - size.likely(), 2);
    }
    var likely = Math.round(p50);
    var most = Math.max(likely, Math.round(p50 + Math.sqrt(spread)));
    return new Estimate(format, likely, most, reason(format, intent, deliverables.size()));
  }

  private static String reason(Format format, Intent intent, int files) {
    return "%d deliverable%s as %s, %s, %s complexity"
        .formatted(
            files,
            files == 1 ? "" : "s",
            format.id(),
            intent.category().id(),
            intent.complexity().id());
  }

  private Size size(Format format, Intent intent, Deliverable deliverable) {
    var before = facts.tokens(deliverable.path());
    var action =
        deliverable
            .action()
            .orElse(before.isPresent() ? Deliverable.Action.MODIFY : Deliverable.Action.CREATE);
    return switch (action) {
      case CREATE -> created(format, intent, deliverable);
      case MODIFY ->
          modified(format, intent, deliverable, (double) before.orElse(UNKNOWN_NEW_FILE));
      case DELETE -> deleted(format, (double) before.orElse(0));
      case RENAME -> renamed(format, intent, deliverable);
    };
  }

  private Size created(Format format, Intent intent, Deliverable deliverable) {
    if (deliverable.lines().isPresent()) {
      return declared(format, deliverable.lines().getAsInt());
    }
    double beside = facts.siblingsMedian(deliverable.path()).orElse(UNKNOWN_NEW_FILE);
    double likely = 0.9 * beside * weight(intent) * escaping(format);
    return new Size(likely, Math.max(5 * likely, 3_000 * weight(intent)));
  }

  private static Size declared(Format format, int lines) {
    double likely = lines * LINE_TOKENS * escaping(format);
    return new Size(likely, 1.6 * likely + 200);
  }

  private static Size modified(
      Format format, Intent intent, Deliverable deliverable, double before) {
    var whole = rewritten(format, deliverable, before);
    if (format == Format.FULL_FILE) {
      return whole;
    }
    if (before <= REWRITE_TOKENS && format != Format.DIFF) {
      return whole;
    }
    double likely = 45 * Math.pow(Math.max(1.0, before), 0.216) * weight(intent);
    double most = Math.max(whole.most() * 0.5, 0.9 * before + 300) * weight(intent);
    return new Size(likely, Math.max(likely, most));
  }

  private static Size rewritten(Format format, Deliverable deliverable, double before) {
    if (deliverable.lines().isPresent()) {
      return declared(format, deliverable.lines().getAsInt());
    }
    double likely = before * escaping(format) + 40;
    // A small file is often a stub that the phase fills.
    return new Size(likely, Math.max(1.5 * likely + 250, 2_500));
  }

  private static Size deleted(Format format, double before) {
    // A unified diff spells out what it deletes.
    return format == Format.DIFF ? new Size(1.13 * before, 1.3 * before) : new Size(5, 20);
  }

  private Size renamed(Format format, Intent intent, Deliverable deliverable) {
    double before =
        deliverable.from().map(facts::tokens).orElse(OptionalLong.empty()).orElse(UNKNOWN_NEW_FILE);
    return format == Format.FULL_FILE
        ? rewritten(format, deliverable, before)
        : modified(Format.DIFF, intent, deliverable, before);
  }

  private static double weight(Intent intent) {
    double byComplexity =
        switch (intent.complexity()) {
          case LOW -> 0.8;
          case MEDIUM -> 1;
          case HIGH -> 1.3;
        };
    // A synthesis gathers from many files; its documents are longer than those beside them.
    return intent.category() == Category.DOC_SYNTHESIS ? 1.5 * byComplexity : byComplexity;
  }

  /** What a format adds to a file's own tokens. */
  private static double escaping(Format format) {
    return switch (format) {
      case NDJSON, FULL_FILE -> 1.2;
      case ENVELOPE -> 1.03;
      case DIFF -> 1.13;
    };
  }

  private record Size(double likely, double most) {}
}
