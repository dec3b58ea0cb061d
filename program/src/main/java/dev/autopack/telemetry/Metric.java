package dev.autopack.telemetry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that is said of builder calls, each defined here and nowhere else: in words for people
 * and as a function of the calls.
 */
public enum Metric {
  TRUNCATION(
      "truncation rate",
      Unit.SHARE,
      "Calls that the provider stopped at max_tokens ÷ calls that the provider ended. Streams that"
          + " we cancelled, broken connections and calls lost in a crash have no stop reason and"
          + " are in neither number."),
  TRUNCATION_AT_20_FILES(
      "truncation at 20+ files",
      Unit.SHARE,
      "The truncation rate of the calls whose scope is 20 files or more."),
  CANCELLED(
      "cancelled by us",
      Unit.SHARE,
      "Streams that we cancelled because policy refused a unit ÷ settled calls."),
  SAVED_TOKENS(
      "tokens saved",
      Unit.TOKENS,
      "Over the cancelled streams, the estimate (after the declaration where one came) − the output"
          + " tokens that came, where that is more than nothing."),
  RECOVERY(
      "recovery rate",
      Unit.SHARE,
      "Cut calls whose remaining units all arrived without restarting the attempt ÷ cut calls. A"
          + " cut call whose attempt still goes on is in neither number."),
  ESTIMATION_ERROR(
      "estimation error",
      Unit.MEDIAN_SHARE,
      "|actual − estimated| ÷ estimated, of the estimate that the enforced budget came from. Actual"
          + " are the output tokens of the reply without reasoning. Counted are complete replies"
          + " that were asked for their whole batch: a cut reply gives only a lower bound."),
  APE("APE", Unit.MEDIAN_SHARE, "|actual − estimated| ÷ actual, of the same replies."),
  SMAPE(
      "SMAPE",
      Unit.MEDIAN_SHARE,
      "|actual − estimated| ÷ the mean of actual and estimated, of the same replies."),
  DECLARED_ERROR(
      "error once declared",
      Unit.MEDIAN_SHARE,
      "|actual − refined| ÷ refined, of those of the same replies that began with a declaration:"
          + " refined is the estimate after it."),
  WASTE(
      "waste",
      Unit.SHARE,
      "Output tokens of replies or units that reached no commit ÷ all output tokens. Calls whose"
          + " attempt still goes on, and those whose tokens nobody counted, are in neither number."),
  FOREIGN_FORMAT(
      "foreign format",
      Unit.SHARE,
      "Replies in another format than the one asked for ÷ replies that held a unit.");

  /** What a value counts in. */
  public enum Unit {
    /** A fraction, shown as a percentage. */
    SHARE,
    /** The median of fractions, shown as a percentage. */
    MEDIAN_SHARE,
    TOKENS
  }

  private final String title;
  private final Unit unit;
  private final String definition;

  Metric(String title, Unit unit, String definition) {
    this.title = title;
    this.unit = unit;
    this.definition = definition;
  }

  /** As programs read it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people read it. */
  public String title() {
    return title;
  }

  public Unit unit() {
    return unit;
  }

  public String definition() {
    return definition;
  }

  /** What it should come to; empty where it just is what it is. */
  public Optional<Target> target() {
    return switch (this) {
      case TRUNCATION -> Optional.of(Target.below(0.10));
      case TRUNCATION_AT_20_FILES -> Optional.of(Target.below(0.10).alarm(0.15));
      case RECOVERY -> Optional.of(Target.above(0.80));
      case ESTIMATION_ERROR, APE, SMAPE -> Optional.of(Target.below(0.30));
      case CANCELLED, SAVED_TOKENS, DECLARED_ERROR, WASTE, FOREIGN_FORMAT -> Optional.empty();
    };
  }

  /** What it comes to over these calls. */
  public Measure of(List<CallInBatch> calls) {
    return switch (this) {
      case TRUNCATION -> Formulas.truncation(calls);
      case TRUNCATION_AT_20_FILES -> Formulas.truncationOfLarge(calls);
      case CANCELLED -> Formulas.cancelled(calls);
      case SAVED_TOKENS -> Formulas.savedTokens(calls);
      case RECOVERY -> Formulas.recovery(calls);
      case ESTIMATION_ERROR -> Formulas.middle(calls, Miss::error);
      case APE -> Formulas.middle(calls, Miss::ape);
      case SMAPE -> Formulas.middle(calls, Miss::smape);
      case DECLARED_ERROR -> Formulas.declaredError(calls);
      case WASTE -> Formulas.waste(calls);
      case FOREIGN_FORMAT -> Formulas.foreign(calls);
    };
  }
}
