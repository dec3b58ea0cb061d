package dev.autopack.bench.baseline;

import dev.autopack.gate.TestReport;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the two sides say of one tree.
 *
 * @param report the toolchain's
 * @param tool the tool's own
 */
record BothSaid(TestReport report, Said tool) {
  Said ours() {
    var outcomes = new TreeMap<String, String>();
    report
        .results()
        .forEach(result -> outcomes.put(result.id().toString(), result.outcome().name()));
    var trouble =
        report.trouble().stream()
            .map(one -> one.finding().text() + "; ")
            .collect(Collectors.joining());
    return new Said(outcomes, report.execution().millis(), trouble);
  }
}
