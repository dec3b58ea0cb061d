package dev.autopack.telemetry;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimate;
import dev.autopack.budget.Format;
import dev.autopack.budget.Writing;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.telemetry.CallFacts.Ending;
import dev.autopack.telemetry.CallFacts.Fate;
import dev.autopack.telemetry.CallFacts.Fate.Dropped.Why;
import dev.autopack.telemetry.CallFacts.Outcome;
import dev.autopack.telemetry.CallFacts.Stop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A row of the record, of which a test writes down only what it is about. */
final class Row {
  private RunId run = new RunId("run-1");
  private String repository = "/repo";
  private int attempt = 1;
  private int number = 1;
  private Category category = Category.BACKEND;
  private String model = "sonnet";
  private Format format = Format.NDJSON;
  private int files = 1;
  private boolean batched;
  private long predicted = 100;
  private double calibratedBy = 1;
  private OptionalLong refined = OptionalLong.empty();
  private Optional<Outcome> outcome = Optional.empty();
  private Fate fate = new Fate.Open();

  private Row() {}

  /** A first call that is in flight, predicted to take 100 tokens. */
  static Row call() {
    return new Row();
  }

  static List<CallInBatch> calls(Row... rows) {
    return CallInBatch.of(Stream.of(rows).map(Row::facts).toList());
  }

  Row in(String run) {
    this.run = new RunId(run);
    return this;
  }

  Row of(String repository) {
    this.repository = repository;
    return this;
  }

  Row attempt(int attempt) {
    this.attempt = attempt;
    return this;
  }

  Row number(int number) {
    this.number = number;
    return this;
  }

  Row category(Category category) {
    this.category = category;
    return this;
  }

  Row model(String model) {
    this.model = model;
    return this;
  }

  Row format(Format format) {
    this.format = format;
    return this;
  }

  Row files(int files) {
    this.files = files;
    return this;
  }

  Row batched() {
    this.batched = true;
    return this;
  }

  Row predicted(long tokens) {
    this.predicted = tokens;
    return this;
  }

  Row calibratedBy(double factor) {
    this.calibratedBy = factor;
    return this;
  }

  Row refined(long tokens) {
    this.refined = OptionalLong.of(tokens);
    return this;
  }

  /** The provider ended it and its text was whole. */
  Row complete(long output) {
    return ended(Ending.COMPLETE, Optional.of(Stop.END), output, 1);
  }

  /** The provider stopped it at max_tokens. */
  Row cut(long output) {
    return ended(Ending.CUT, Optional.of(Stop.MAX_TOKENS), output, 1);
  }

  Row cancelled(long output) {
    return ended(Ending.CANCELLED, Optional.empty(), output, 1);
  }

  /** It broke before a word came. */
  Row failed() {
    return ended(Ending.FAILED, Optional.empty(), 0, 0);
  }

  /** The connection broke after a unit had come. */
  Row broken(long output) {
    return ended(Ending.CUT, Optional.empty(), output, 1);
  }

  Row lost() {
    outcome =
        Optional.of(
            new Outcome(
                Ending.LOST, Optional.empty(), OptionalLong.empty(), 0, 0, Optional.empty()));
    return this;
  }

  private Row ended(Ending ending, Optional<Stop> stop, long output, int units) {
    outcome =
        Optional.of(new Outcome(ending, stop, OptionalLong.of(output), 0, units, Optional.empty()));
    return this;
  }

  Row reasoning(long tokens) {
    outcome =
        outcome.map(it ->
            new Outcome(it.ending(), it.stop(), it.output(), tokens, it.units(), it.foreign()));
    return this;
  }

  Row foreign(String framing) {
    outcome =
        outcome.map(it ->
            new Outcome(
                it.ending(),
                it.stop(),
                it.output(),
                it.reasoning(),
                it.units(),
                Optional.of(framing)));
    return this;
  }

  Row dropped() {
    fate = new Fate.Dropped(Why.OTHER);
    return this;
  }

  /** The attempt was given up for a batch that stayed cut. */
  Row droppedForACut() {
    fate = new Fate.Dropped(Why.CUT);
    return this;
  }

  Row committed(long tokens) {
    fate = new Fate.Committed(OptionalLong.of(tokens));
    return this;
  }

  Row committedNobodyKnowsHowMuch() {
    fate = new Fate.Committed(OptionalLong.empty());
    return this;
  }

  CallFacts facts() {
    var estimate =
        new Estimate(format, Writing.EDITS, predicted, 2 * predicted, calibratedBy, "a guess");
    return new CallFacts(
        new CallFacts.Place(
            run, repository, new PhaseId("phase"), attempt, 1, number, Instant.EPOCH),
        new CallFacts.Shape(category, Complexity.MEDIUM, model, format, files, batched),
        new Budget(estimate, 8192, "a floor"),
        refined,
        outcome,
        fate);
  }
}
