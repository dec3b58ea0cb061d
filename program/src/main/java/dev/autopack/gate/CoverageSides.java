package dev.autopack.gate;

import java.util.List;
import java.util.Optional;

/** What the reports of all toolchains measured together, before a change and after it. */
final class CoverageSides {
  private final Baseline baseline;
  private final List<TestReport> now;

  CoverageSides(Baseline baseline, List<TestReport> now) {
    this.baseline = baseline;
    this.now = List.copyOf(now);
  }

  /** What was not to be had before is not asked for afterwards. */
  Measurement before() {
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
  Measurement after() {
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
