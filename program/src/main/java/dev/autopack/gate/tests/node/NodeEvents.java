package dev.autopack.gate.tests.node;

import dev.autopack.gate.TestResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of node's runner, a JSON object a line, as {@code reporter.mjs} writes them. */
final class NodeEvents {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunnerReading reading;

  /** The names round the test that runs in each file, outermost first. */
  private final Map<String, List<String>> open = new HashMap<>();

  NodeEvents(RunnerReading reading) {
    this.reading = reading;
  }

  /** Why it cannot be believed as a whole; empty where it can. */
  Optional<String> read(byte[] report) {
    var ended = false;
    for (var line :
        (Iterable<String>) new String(report, StandardCharsets.UTF_8).lines()::iterator) {
      try {
        var event = JSON.readTree(line);
        ended |= event.path("type").asString("").equals("end");
        read(event);
      } catch (JacksonException e) {
        return Optional.of("a line of it is no JSON: " + e.getOriginalMessage());
      }
    }
    return ended ? Optional.empty() : Optional.of("it is cut off");
  }

  private void read(JsonNode event) {
    var file = reading.files().nameOf(event.path("file").asString(""));
    var name = event.path("name").asString("");
    var names = open.computeIfAbsent(file, _ -> new ArrayList<>());
    var nesting = event.path("nesting").asInt(0);
    switch (event.path("type").asString("")) {
      case "test:start" -> {
        cut(names, nesting);
        names.add(name);
      }
      case "test:pass", "test:fail" -> {
        // Its children have been told of before it, and its own name is the last but them.
        cut(names, nesting);
        names.add(name);
        add(event, file, String.join(RunnerReading.JOINED, names));
      }
      default -> {}
    }
  }

  private static void cut(List<String> names, int length) {
    while (names.size() > length) {
      names.removeLast();
    }
  }

  private void add(JsonNode event, String file, String name) {
    var isGood = event.path("type").asString("").equals("test:pass");
    var failure = event.path("failure").asString("");
    var said = event.path("message").asString("") + "\n" + event.path("stack").asString("");
    var own = reading.files().find(event.path("name").asString(""));
    if (own.isPresent() && !isGood) {
      // A file is a test of its own where it died before or after all that it holds.
      reading.addUnloaded(own.get().value(), said);
    } else if (event.path("suite").asBoolean(false)) {
      if (!isGood && !failure.equals("subtestsFailed")) {
        reading.addUnloaded(file, name + ": " + said);
      }
    } else {
      reading.add(file, name, outcome(event, isGood), isGood ? "" : said);
    }
  }

  private static Outcome outcome(JsonNode event, boolean isGood) {
    if (event.path("skip").asBoolean(false) || event.path("todo").asBoolean(false)) {
      return Outcome.SKIPPED;
    }
    return isGood ? Outcome.PASSED : Outcome.FAILED;
  }
}
