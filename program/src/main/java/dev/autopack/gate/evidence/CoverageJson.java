package dev.autopack.gate.evidence;

import dev.autopack.gate.CoverageDelta;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Share;
import dev.autopack.gate.Totals;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Coverage in evidence: numbers, or why there are none. */
final class CoverageJson {
  private CoverageJson() {}

  /** What a change did to it. */
  static void write(ObjectNode node, CoverageDelta delta) {
    switch (delta) {
      case CoverageDelta.Off(var why) -> node.put("off", why);
      case CoverageDelta.Unknown(var why) -> node.put("unknown", why);
      case CoverageDelta.Known known -> {
        var baseline = node.putObject("baseline");
        write(baseline, known.baseline());
        write(baseline.putObject("changed_lines"), known.replaced().lines());
        var now = node.putObject("now");
        write(now, known.now());
        write(now.putObject("changed_lines"), known.changed().lines());
      }
    }
  }

  /** What one toolchain's run came to. */
  static void write(ObjectNode node, Measurement measurement) {
    switch (measurement) {
      case Measurement.Measured(var coverage) -> write(node, coverage.totals());
      case Measurement.NotProducible(var why) -> node.put("off", why);
      case Measurement.Missing(var why) -> node.put("unknown", why);
    }
  }

  private static void write(ObjectNode node, Totals totals) {
    write(node.putObject("lines"), totals.lines());
    write(node.putObject("branches"), totals.branches());
    write(node.putObject("statements"), totals.statements());
  }

  private static void write(ObjectNode node, Share share) {
    node.put("covered", share.covered());
    node.put("total", share.total());
  }

  /** What was written of one run; empty where it was not measured, or before that was recorded. */
  static Optional<Totals> totals(JsonNode node) {
    return node.path("lines").isObject()
        ? Optional.of(
            new Totals(
                share(node.path("lines")),
                share(node.path("branches")),
                share(node.path("statements"))))
        : Optional.empty();
  }

  /** Evidence is somebody's claim: what cannot be is nothing. */
  private static Share share(JsonNode node) {
    var covered = node.path("covered").asLong(0);
    var total = node.path("total").asLong(0);
    return covered < 0 || covered > total ? Share.NONE : new Share(covered, total);
  }
}
