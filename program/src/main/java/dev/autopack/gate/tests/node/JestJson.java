package dev.autopack.gate.tests.node;

import dev.autopack.gate.TestResult.Outcome;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON report that jest writes, and vitest in the same shape. */
final class JestJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunnerReading reading;

  JestJson(RunnerReading reading) {
    this.reading = reading;
  }

  /** Why it cannot be believed; empty where it can. */
  Optional<String> read(byte[] report) {
    JsonNode root;
    try {
      root = JSON.readTree(report);
    } catch (JacksonException e) {
      return Optional.of("it is no JSON: " + e.getOriginalMessage());
    }
    var files = root.path("testResults");
    if (!files.isArray()) {
      return Optional.of("it has no 'testResults'");
    }
    for (var file : files) {
      add(file);
    }
    return root.path("wasInterrupted").asBoolean(false)
        ? Optional.of("the run was interrupted")
        : Optional.empty();
  }

  private void add(JsonNode node) {
    var file = reading.files().nameOf(node.path("name").asString(""));
    var bad = 0;
    for (var test : node.path("assertionResults")) {
      var outcome = outcome(test.path("status").asString(""));
      bad += outcome == Outcome.FAILED ? 1 : 0;
      reading.add(file, name(test), outcome, said(test));
    }
    if (bad == 0 && node.path("status").asString("").equals("failed")) {
      var said = node.path("message").asString("");
      reading.addUnloaded(file, said.isBlank() ? "its set-up or clean-up failed" : said);
    }
  }

  private static String name(JsonNode test) {
    var words = new ArrayList<String>();
    test.path("ancestorTitles").forEach(title -> words.add(title.asString("")));
    words.add(test.path("title").asString(""));
    return String.join(RunnerReading.JOINED, words);
  }

  private static String said(JsonNode test) {
    var said = new ArrayList<String>();
    test.path("failureMessages").forEach(one -> said.add(one.asString("")));
    return String.join("\n", said);
  }

  private static Outcome outcome(String status) {
    return switch (status) {
      case "passed" -> Outcome.PASSED;
      case "failed" -> Outcome.FAILED;
      case "pending", "skipped", "todo", "disabled" -> Outcome.SKIPPED;
      default -> Outcome.UNKNOWN;
    };
  }
}
