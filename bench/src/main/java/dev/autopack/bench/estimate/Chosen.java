package dev.autopack.bench.estimate;

import static dev.autopack.bench.estimate.Measure.most;
import static dev.autopack.bench.estimate.Measure.ratio;
import static dev.autopack.bench.estimate.Measure.share;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimator;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.ModelProfile.Framing;
import dev.autopack.output.FormatChoice;
import dev.autopack.plan.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What comes of the formats that the product chooses for a model. */
final class Chosen {
  private static final ModelProfile.Window WINDOW = new ModelProfile.Window(1_000_000, 64_000);

  private final ModelProfile profile;
  private final List<Double> ratios = new ArrayList<>();
  private int cut;
  private long emitted;
  private long asEdits;

  Chosen(Framing framing) {
    this.profile =
        new ModelProfile(
            framing.name().toLowerCase(Locale.ROOT),
            ModelProfile.Provider.REPLAY,
            "measured",
            Optional.empty(),
            WINDOW,
            framing,
            Optional.empty());
  }

  /** One more commit; left out where its true size is not known. */
  void add(Phase phase, Estimator estimator, TrueTokens truth) {
    var choice = FormatChoice.of(phase.intent(), phase.deliverables(), estimator.facts(), profile);
    var tokens = truth.of(choice.format(), choice.writing());
    if (tokens.isEmpty()) {
      return;
    }
    var estimate =
        estimator.estimate(choice.format(), choice.writing(), phase.intent(), phase.deliverables());
    var budget = Budget.covering(estimate, phase.intent(), WINDOW);
    cut += tokens.getAsLong() > budget.maxOutputTokens() ? 1 : 0;
    ratios.add((double) budget.maxOutputTokens() / tokens.getAsLong());
    var edits = truth.told("ndjson_edit");
    if (edits > 0) {
      emitted += tokens.getAsLong();
      asEdits += edits;
    }
  }

  int count() {
    return ratios.size();
  }

  List<Measure> lines() {
    var lines = new ArrayList<Measure>();
    var name = "chosen format, %s profile".formatted(profile.name());
    lines.add(share(name + ": first call cut", count(), (double) cut / count(), most(0.04, 0.07)));
    lines.add(
        ratio(name + ": median budget ÷ true", count(), Errors.median(ratios), most(2.2, 2.5)));
    if (asEdits > 0) {
      lines.add(
          ratio(
              name + ": tokens ÷ those of `ndjson_edit`",
              count(),
              (double) emitted / asEdits,
              profile.framing() == Framing.RAW ? most(0.72, 0.80) : new Measure.Bound.None()));
    }
    return lines;
  }
}
