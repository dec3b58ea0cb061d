package dev.autopack.gate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Measurement;
import dev.autopack.gate.TestReport;
import java.util.List;

/** What a report says of coverage, for reading. */
public final class Measured {
  private Measured() {}

  /** Of each file how many of its lines ran, by path. */
  public static List<String> lines(TestReport report) {
    assertThat(report.coverage().orElseThrow()).isInstanceOf(Measurement.Measured.class);
    return ((Measurement.Measured) report.coverage().orElseThrow())
        .coverage().files().entrySet().stream()
            .map(file -> file.getKey() + ": " + file.getValue().lines())
            .toList();
  }

  /** Why it was not measured where nothing could measure it. */
  public static String whyNot(TestReport report) {
    assertThat(report.coverage().orElseThrow()).isInstanceOf(Measurement.NotProducible.class);
    return ((Measurement.NotProducible) report.coverage().orElseThrow()).why();
  }
}
