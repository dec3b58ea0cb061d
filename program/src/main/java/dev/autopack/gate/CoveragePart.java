package dev.autopack.gate;

import java.util.Locale;
import java.util.OptionalDouble;

/** The part of quality that holds coverage against the baseline's. */
final class CoveragePart {
  private static final String NAME = "coverage";

  private final QualitySettings settings;

  CoveragePart(QualitySettings settings) {
    this.settings = settings;
  }

  QualityPart judge(CoverageDelta delta) {
    return switch (delta) {
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
    var lines = known.changed().lines();
    return "%s %% (%s%s points)%s%s"
        .formatted(
            number(known.now().mainPercent()),
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
}
