package dev.autopack.bench.baseline;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks pytest through its own hook for reports, and holds what came against the line of counts that
 * it prints at the end.
 */
final class AskedPytest implements Tool {
  private static final String MODULE = "autopack_bench_listener";
  private static final String LISTENER =
      """
      import json
      import os

      def _write(row):
          with open(os.environ["AUTOPACK_BENCH_ROWS"], "a") as rows:
              rows.write(json.dumps(row) + "\\n")

      def pytest_runtest_logreport(report):
          _write({
              "id": report.nodeid,
              "when": report.when,
              "outcome": report.outcome,
              "xfail": hasattr(report, "wasxfail"),
              "subtest": type(report).__name__ == "SubtestReport",
          })

      def pytest_collectreport(report):
          if report.outcome != "passed":
              _write({"id": report.nodeid, "when": "collect", "outcome": report.outcome})
      """;

  private static final Pattern COUNT =
      Pattern.compile("(\\d+) (passed|failed|skipped|errors?|xfailed|xpassed)\\b");

  @Override
  public Said ask(Place place) throws IOException, InterruptedException {
    Files.createDirectories(place.scratch());
    Files.writeString(place.scratch().resolve(MODULE + ".py"), LISTENER);
    var rows = place.scratch().resolve("rows.jsonl");
    Files.deleteIfExists(rows);
    var python = place.folder().resolve(".venv/bin/python");
    var argv =
        List.of(
            Files.isExecutable(python) ? python.toString() : "python3",
            "-m",
            "pytest",
            "-p",
            MODULE,
            "-p",
            "no:cacheprovider",
            "--rootdir=.",
            "--tb=no",
            "--color=no",
            "--continue-on-collection-errors",
            "--maxfail=0");
    var exit =
        place.run(
            argv,
            Map.of(
                "CI",
                "1",
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "PYTHONPATH",
                place.scratch().toString(),
                "AUTOPACK_BENCH_ROWS",
                rows.toString()));
    var counted = new TreeMap<String, Integer>();
    var worst = new Worst();
    var remark = new StringBuilder();
    for (var line : Files.exists(rows) ? Files.readAllLines(rows) : List.<String>of()) {
      var row = JsonMapper.shared().readTree(line);
      var id = row.path("id").asString();
      if (row.path("when").asString().equals("collect")) {
        counted.merge(
            row.path("outcome").asString().equals("skipped") ? "skipped" : "error",
            1,
            Integer::sum);
        remark
            .append(row.path("outcome").asString())
            .append(" as a whole: ")
            .append(id)
            .append("; ");
        continue;
      }
      var word =
          word(
              row.path("when").asString(),
              row.path("outcome").asString(),
              row.path("xfail").asBoolean(false));
      if (!word.isEmpty()) {
        counted.merge(word, 1, Integer::sum);
        worst.add(id, outcome(word));
      }
    }
    var said = counts(exit.out());
    if (!said.equals(counted)) {
      remark.append("pytest counts %s, its reports are %s; ".formatted(said, counted));
    }
    return new Said(worst.all(), exit.took().toMillis(), remark.toString());
  }

  /** The word of the line of counts; empty for a step that nothing is counted of. */
  private static String word(String when, String outcome, boolean xfail) {
    return switch (outcome) {
      case "skipped" -> xfail ? "xfailed" : "skipped";
      case "failed" -> when.equals("call") ? "failed" : "error";
      default -> !when.equals("call") ? "" : xfail ? "xpassed" : "passed";
    };
  }

  /** One that is expected to fail, and does, counts as switched off. */
  private static String outcome(String word) {
    return switch (word) {
      case "failed" -> "FAILED";
      case "error" -> "ERROR";
      case "skipped", "xfailed" -> "SKIPPED";
      default -> "PASSED";
    };
  }

  private static Map<String, Integer> counts(String out) {
    var last = out.strip().lines().reduce("", (_, line) -> line);
    var counts = new HashMap<String, Integer>();
    COUNT
        .matcher(last)
        .results()
        .forEach(found -> {
          var word = found.group(2).startsWith("error") ? "error" : found.group(2);
          counts.put(word, Integer.valueOf(found.group(1)));
        });
    return counts;
  }
}
