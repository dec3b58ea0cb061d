package dev.autopack.gate.testing;

import dev.autopack.gate.TestReport;
import java.util.List;

/** A report as lines, so that a test can show the whole of it. */
public final class ReportLines {
  private ReportLines() {}

  /** {@code OUTCOME suite::name location}. */
  public static List<String> results(TestReport report) {
    return report.results().stream()
        .map(one -> "%s %s %s".formatted(one.outcome(), one.id(), one.location()).strip())
        .toList();
  }

  /** {@code KIND location-or-file: first line}. */
  public static List<String> trouble(TestReport report) {
    return report.trouble().stream()
        .map(one ->
            "%s %s: %s"
                .formatted(
                    one.kind(),
                    one.location().isEmpty() ? one.file() : one.location(),
                    one.text().lines().findFirst().orElse(""))
                .replace(" :", ":"))
        .toList();
  }
}
