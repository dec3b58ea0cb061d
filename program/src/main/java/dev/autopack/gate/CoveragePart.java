package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The part of quality that holds coverage against the baseline's. */
final class CoveragePart {
  private static final String NAME = "coverage";

  private final QualitySettings settings;
  private final Baseline baseline;
  private final List<TestReport> now;

  CoveragePart(QualitySettings settings, Baseline baseline, List<TestReport> now) {
    this.settings = settings;
    this.baseline = baseline;
    this.now = now;
  }

  QualityPart judge(Map<RepoPath, Set<Integer>> changedLines) {
    var before = before();
    return switch (CoverageDelta.compare(before, after(), changedLines)) {
      case CoverageDelta.Off(var why) -> QualityPart.off(NAME, why);
      case CoverageDelta.Unknown(var why) -> QualityPart.unknown(NAME, why);
      case CoverageDelta.Known known -> judge(known);
    };
  }

  private QualityPart judge(CoverageDelta.Known known) {
    var fall = known.fall().orElse(0);
    var share = known.changed().lines().percent();
    var words = words(known, fall, share);
    if (fall > settings.coverageFall()) {
      return QualityPart.fail(
          NAME,
          "%s; it fell by %s points, and may by %d"
              .formatted(words, number(fall), settings.coverageFall()));
    }
    return share.isPresent() && share.getAsDouble() < settings.changedLines()
        ? QualityPart.fail(
            NAME, "%s; at least %d %% were asked for".formatted(words, settings.changedLines()))
        : QualityPart.pass(NAME, words);
  }

  private static String words(CoverageDelta.Known known, double fall, OptionalDouble share) {
    var total =
        known.now().statements().total() > 0 ? known.now().statements() : known.now().lines();
    var lines = known.changed().lines();
    return "%s %% (%s%s points)%s%s"
        .formatted(
            number(total.percent().orElse(0)),
            fall > 0 ? "-" : "+",
            number(Math.abs(fall)),
            known.now().branches().percent().isPresent()
                ? ", branches " + number(known.now().branches().percent().getAsDouble()) + " %"
                : "",
            share.isPresent()
                ? ", of the changed lines %d of %d".formatted(lines.covered(), lines.total())
                : "");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** What was not to be had before is not asked for afterwards. */
  private Measurement before() {
    Optional<Coverage> all = Optional.empty();
    var why = "no tests that measure it were there before";
    for (var report : baseline.reports()) {
      switch (report.coverage().orElse(new Measurement.NotProducible(why))) {
        case Measurement.Measured(var coverage) ->
            all = Optional.of(all.map(sum -> sum.plus(coverage)).orElse(coverage));
        case Measurement.NotProducible(var said) -> why = said;
        case Measurement.Missing(var said) -> why = said;
      }
    }
    return all.<Measurement>map(Measurement.Measured::new)
        .orElse(new Measurement.NotProducible(why));
  }

  /** Of the toolchains that measured before, each has to again. */
  private Measurement after() {
    Optional<Coverage> all = Optional.empty();
    for (var report : now) {
      var measured = report.coverage();
      if (measured.isPresent() && measured.get() instanceof Measurement.Measured(var coverage)) {
        all = Optional.of(all.map(sum -> sum.plus(coverage)).orElse(coverage));
      } else if (measuredBefore(report.toolchain())) {
        return new Measurement.Missing(why(measured));
      }
    }
    var absent =
        baseline.reports().stream()
            .map(TestReport::toolchain)
            .filter(this::measuredBefore)
            .filter(name -> now.stream().noneMatch(report -> report.toolchain().equals(name)))
            .findFirst();
    if (absent.isPresent()) {
      return new Measurement.Missing("%s was not run".formatted(absent.get()));
    }
    return all.<Measurement>map(Measurement.Measured::new)
        .orElse(new Measurement.Missing("nothing measured it"));
  }

  private static String why(Optional<Measurement> measured) {
    return measured
        .map(one ->
            switch (one) {
              case Measurement.Measured _ -> "";
              case Measurement.NotProducible(var said) -> said;
              case Measurement.Missing(var said) -> said;
            })
        .orElse("it was not measured");
  }

  private boolean measuredBefore(String toolchain) {
    return baseline
        .find(toolchain)
        .flatMap(TestReport::coverage)
        .filter(Measurement.Measured.class::isInstance)
        .isPresent();
  }
}
