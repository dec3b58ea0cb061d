package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Estimates the output tokens of a batch from its deliverables, format, category and complexity,
 * and again once the builder has declared what it will write.
 *
 * <p>Each file is a {@link Guess}; p50 and p95 are those of their sum.
 */
public record Estimator(FileFacts facts) {
  /** The end line, and what else is no file's. */
  private static final double FRAME = 9;

  /**
   * How far files of one change miss their sizes in the same direction, for the middle of a sum.
   */
  private static final double TOGETHER = 0.1;

  /** The same for what is to be allowed: a phase that is larger than it looks is so everywhere. */
  private static final double TOGETHER_AT_WORST = 0.65;

  /** Deviations above the middle: nearly a bell curve's 1.64. */
  private static final double ALLOWED = 1.6;

  /** The part of a small file's size that it may grow by. */
  private static final double GROWTH = 0.24;

  /** The part of what a small file lacks that it may be filled by. */
  private static final double FILLED = 0.4;

  /** What a file that is a stub for sure may be filled up to: the shorter, the surer it is one. */
  private static final long FILLED_SURELY = 1_600;

  private static final long SURENESS = 4;

  /** What any phase may take besides. */
  private static final double BESIDES = 80;

  /** A smaller file may be a stub, which a phase fills up to this and more. */
  private static final long FILLED_STUB = 1_300;

  private static final long SMALL_FILE = 600;

  /** Never fails on unknown files: what nothing is known of gets a wide estimate. */
  public Estimate estimate(
      Format format, Writing writing, Intent intent, List<Deliverable> deliverables) {
    return estimate(
        format,
        writing,
        intent,
        deliverables.stream().map(it -> Planned.of(it, facts)).toList(),
        "%d deliverable%s".formatted(deliverables.size(), deliverables.size() == 1 ? "" : "s"));
  }

  /** The same of the whole reply, which may be asked for with a declaration at its beginning. */
  public Estimate reply(
      Format format, Writing writing, Intent intent, List<Deliverable> deliverables) {
    var estimate = estimate(format, writing, intent, deliverables);
    var actions = deliverables.stream().map(it -> Planned.of(it, facts).action()).toList();
    return Declaring.pays(format, writing, actions)
        ? estimate.declaring(deliverables.size())
        : estimate;
  }

  /**
   * The estimate of a reply that begins by saying what it will write. Deliverables that it does not
   * declare are still expected of it.
   */
  public Estimate refined(
      Format format,
      Writing writing,
      Intent intent,
      List<Deliverable> deliverables,
      Declaration declaration) {
    var files = new ArrayList<Planned>();
    var declared = new HashSet<RepoPath>();
    for (var file : declaration.files()) {
      if (declared.add(file.path())) {
        files.add(
            Planned.of(
                file,
                deliverables.stream()
                    .filter(it -> it.path().equals(file.path()))
                    .findFirst()
                    .flatMap(Deliverable::from)));
      }
    }
    deliverables.stream()
        .filter(it -> !declared.contains(it.path()))
        .forEach(it -> files.add(Planned.of(it, facts)));
    return estimate(
        format,
        writing,
        intent,
        files,
        "%d declared file%s".formatted(declared.size(), declared.size() == 1 ? "" : "s"));
  }

  private Estimate estimate(
      Format format, Writing asked, Intent intent, List<Planned> files, String what) {
    var writing = asked.in(format);
    var guesses = guesses(format, writing, intent, files);
    var likely = Guess.sum(guesses, TOGETHER);
    double most = most(format, writing, intent, files);
    if (writing == Writing.EDITS) {
      // Whoever edits may write the file anew where that is shorter.
      most = Math.min(most, most(format, Writing.WHOLE, intent, files));
    }
    long p50 = Math.round(likely.median());
    return new Estimate(
        format,
        writing,
        p50,
        Math.max(p50, Math.round(most)),
        1,
        "%s as %s, %s, %s, %s complexity"
            .formatted(
                what, format.id(), writing.id(), intent.category().id(), intent.complexity().id()));
  }

  private List<Guess> guesses(Format format, Writing writing, Intent intent, List<Planned> files) {
    var each = new FileGuesses(facts, format, writing, intent);
    var guesses = new ArrayList<Guess>();
    guesses.add(Guess.of(FRAME));
    files.forEach(file -> guesses.add(each.of(file)));
    return guesses;
  }

  /** Each file's edits, with how far they may miss. */
  private List<Guess> atWorst(Format format, Intent intent, List<Planned> files) {
    var each = new FileGuesses(facts, format, Writing.EDITS, intent);
    var guesses = new ArrayList<Guess>();
    guesses.add(Guess.of(FRAME));
    files.forEach(file -> guesses.add(each.atWorst(file)));
    return guesses;
  }

  private double most(Format format, Writing writing, Intent intent, List<Planned> files) {
    var likely = Guess.sum(guesses(format, writing, intent, files), TOGETHER);
    return switch (writing) {
      case EDITS ->
          likely.median()
              * Math.exp(
                  ALLOWED * Guess.sum(atWorst(format, intent, files), TOGETHER_AT_WORST).sigma());
      case WHOLE -> likely.above(ALLOWED) + growth(files);
    };
  }

  private static double filled(long tokens) {
    return Math.max(
        FILLED * Math.max(0, FILLED_STUB - tokens), FILLED_SURELY - SURENESS * (double) tokens);
  }

  /** What files that are there may grow by when they are written whole. */
  private double growth(List<Planned> files) {
    double growth = 0;
    int few = Math.max(1, files.size());
    for (var file : files) {
      var before = facts.size(file.path());
      if (file.action() == Deliverable.Action.MODIFY
          && file.lines() instanceof Planned.Lines.Unknown
          && before.isPresent()) {
        long tokens = before.get().tokens();
        growth += GROWTH * Math.min(tokens, SMALL_FILE) / Math.sqrt(few);
        // A phase that fills stubs has few of them.
        growth += filled(tokens) / ((double) few * few);
      }
    }
    return growth + BESIDES / Math.sqrt(few);
  }
}
