package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * The same for what edits are to be allowed: what sweeps over a folder does so in all its files.
   */
  private static final double TOGETHER_IN_A_FOLDER = 0.85;

  /** And from folder to folder, where most changes touch each a little. */
  private static final double TOGETHER_ACROSS = 0.12;

  /** Deviations above the middle. */
  private static final double ALLOWED = 1.4;

  /**
   * The least that whole files are allowed, over the middle: they are nearly sure, so it is cheap.
   */
  private static final double LEAST_OF_WHOLE = 1.5;

  /** What a stub may be filled with, and how much less for each token that it holds. */
  private static final long FILLED = 2_400;

  private static final long FILLED_ALREADY = 11;

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
    return with(Guess.of(FRAME), files.stream().map(each::of));
  }

  private double most(Format format, Writing writing, Intent intent, List<Planned> files) {
    double likely = Guess.sum(guesses(format, writing, intent, files), TOGETHER).median();
    double above = new Guess(likely, atWorst(format, writing, intent, files)).above(ALLOWED);
    return switch (writing) {
      case EDITS -> above;
      case WHOLE -> Math.max(LEAST_OF_WHOLE * likely, above + filling(files));
    };
  }

  /** How far all files together may miss. */
  private double atWorst(Format format, Writing writing, Intent intent, List<Planned> files) {
    var each = new FileGuesses(facts, format, writing, intent);
    return switch (writing) {
      case EDITS ->
          Guess.sum(
                  files.stream()
                      .collect(
                          Collectors.groupingBy(
                              file -> file.path().folder(),
                              Collectors.mapping(each::atWorst, Collectors.toList())))
                      .values(),
                  TOGETHER_IN_A_FOLDER,
                  TOGETHER_ACROSS)
              .sigma();
      case WHOLE ->
          Guess.sum(with(Guess.of(FRAME), files.stream().map(each::atWorst)), TOGETHER).sigma();
    };
  }

  private static List<Guess> with(Guess frame, Stream<Guess> files) {
    return Stream.concat(Stream.of(frame), files).toList();
  }

  /** What stubs may be filled with: a phase that does so has few. An empty file is as a new one. */
  private double filling(List<Planned> files) {
    double filling =
        files.stream()
            .filter(file -> file.action() == Deliverable.Action.MODIFY)
            .filter(file -> file.lines() instanceof Planned.Lines.Unknown)
            .flatMap(file -> facts.size(file.path()).stream())
            .mapToLong(FileSize::tokens)
            .filter(tokens -> tokens > FileGuesses.EMPTY_FILE)
            .map(tokens -> Math.max(0, FILLED - FILLED_ALREADY * tokens))
            .sum();
    return filling / Math.pow(Math.max(1, files.size()), 2);
  }
}
