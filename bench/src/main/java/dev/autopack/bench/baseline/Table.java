package dev.autopack.bench.baseline;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row a toolchain and commit, as a Markdown table. */
final class Table {
  private Table() {}

  static String of(String repository, List<Compared> compared) {
    var table =
        new StringBuilder(
            """
            | repository | commit | toolchain | tests at the parent, at the commit | passed / failed / skipped | differ at the parent / commit | changed | differ in what changed | worse by the gate | gate (s) | tool (s) |
            |---|---|---|---|---|---|---|---|---|---|---|
            """);
    for (var one : compared) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %,d, %,d | %s | %d / %d | %d | %d | %d | %.1f, %.1f | %.1f, %.1f |%n",
              repository,
              one.commit().abbreviated(),
              one.toolchain(),
              one.before().tool().outcomes().size(),
              one.after().tool().outcomes().size(),
              counts(one.after().tool().outcomes()),
              one.atParent().size(),
              one.atCommit().size(),
              one.toolDelta().size(),
              one.inDelta().size(),
              one.worseByGate().size(),
              one.before().ours().millis() / 1e3,
              one.after().ours().millis() / 1e3,
              one.before().tool().millis() / 1e3,
              one.after().tool().millis() / 1e3));
    }
    return table.toString().strip();
  }

  private static String counts(Map<String, String> outcomes) {
    var bad = count(outcomes, "FAILED") + count(outcomes, "ERROR");
    return "%,d / %,d / %,d".formatted(count(outcomes, "PASSED"), bad, count(outcomes, "SKIPPED"));
  }

  private static long count(Map<String, String> outcomes, String outcome) {
    return outcomes.values().stream().filter(outcome::equals).count();
  }
}
