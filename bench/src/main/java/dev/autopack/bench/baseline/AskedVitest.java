package dev.autopack.bench.baseline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks vitest for its report, and holds its tests against the totals in it. */
final class AskedVitest implements Tool {
  @Override
  public Said ask(Place place) throws IOException, InterruptedException {
    Files.createDirectories(place.scratch());
    var file = place.scratch().resolve("vitest.json");
    Files.deleteIfExists(file);
    var exit =
        place.run(
            List.of(
                "node",
                "node_modules/vitest/vitest.mjs",
                "run",
                "--reporter=json",
                "--outputFile=" + file),
            Map.of("CI", "1", "TERM", "dumb"));
    if (!Files.exists(file)) {
      return new Said(Map.of(), exit.took().toMillis(), "vitest wrote no report; ");
    }
    var report = JsonMapper.shared().readTree(Files.readString(file));
    var worst = new Worst();
    var counted = new TreeMap<String, Integer>();
    for (var suite : report.path("testResults")) {
      var path = place.folder().relativize(Path.of(suite.path("name").asString("")));
      for (var test : suite.path("assertionResults")) {
        var outcome = outcome(test.path("status").asString(""));
        counted.merge(outcome, 1, Integer::sum);
        worst.add(place.path(path.toString()) + "::" + name(test), outcome);
      }
    }
    var said = new TreeMap<String, Integer>();
    said.put("PASSED", report.path("numPassedTests").asInt(0));
    said.put("FAILED", report.path("numFailedTests").asInt(0));
    said.put(
        "SKIPPED", report.path("numPendingTests").asInt(0) + report.path("numTodoTests").asInt(0));
    said.values().removeIf(count -> count == 0);
    return new Said(
        worst.all(),
        exit.took().toMillis(),
        said.equals(counted)
            ? ""
            : "vitest counts %s, its tests are %s; ".formatted(said, counted));
  }

  private static String name(JsonNode test) {
    var words = new ArrayList<String>();
    test.path("ancestorTitles").forEach(title -> words.add(title.asString("")));
    words.add(test.path("title").asString(""));
    words.removeIf(String::isEmpty);
    return String.join(" > ", words);
  }

  private static String outcome(String status) {
    return switch (status) {
      case "passed" -> "PASSED";
      case "failed" -> "FAILED";
      default -> "SKIPPED";
    };
  }
}
