package dev.autopack.bench.baseline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks {@code go test} for its events, and {@code go list} for the folders of packages. */
final class AskedGo implements Tool {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CI", "1", "TERM", "dumb", "GOTOOLCHAIN", "local", "GOPROXY", "off");

  @Override
  public Said ask(Place place) throws InterruptedException {
    var folders = folders(place);
    var exit = place.run(List.of("go", "test", "-json", "-count=1", "./..."), ENVIRONMENT);
    var worst = new Worst();
    var open = new HashSet<String>();
    for (var line : new String(exit.stdout(), StandardCharsets.UTF_8).split("\n", -1)) {
      var event = event(line);
      var test = event.path("Test").asString("");
      if (test.isEmpty()) {
        continue;
      }
      var packagePath = event.path("Package").asString("");
      var id = folders.getOrDefault(packagePath, packagePath) + "::" + test;
      switch (event.path("Action").asString("")) {
        case "run" -> open.add(id);
        case "pass" -> end(worst, open, id, "PASSED");
        case "fail" -> end(worst, open, id, "FAILED");
        case "skip" -> end(worst, open, id, "SKIPPED");
        default -> {}
      }
    }
    open.forEach(id -> worst.add(id, "UNKNOWN"));
    return new Said(
        worst.all(),
        exit.took().toMillis(),
        exit.code() == 0 ? "" : "go ended with %d; ".formatted(exit.code()));
  }

  private static void end(Worst worst, Set<String> open, String id, String outcome) {
    open.remove(id);
    worst.add(id, outcome);
  }

  private static JsonNode event(String line) {
    try {
      return line.startsWith("{")
          ? JsonMapper.shared().readTree(line)
          : JsonMapper.shared().createObjectNode();
    } catch (JacksonException noEvent) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  private static Map<String, String> folders(Place place) throws InterruptedException {
    var exit =
        place.run(List.of("go", "list", "-f", "{{.ImportPath}}\t{{.Dir}}", "./..."), ENVIRONMENT);
    var folders = new HashMap<String, String>();
    for (var line : exit.out().lines().toList()) {
      var parts = line.split("\t", 2);
      if (parts.length == 2) {
        var folder = place.path(place.folder().relativize(Path.of(parts[1])).toString());
        folders.put(parts[0], folder.isEmpty() ? "." : folder.replaceFirst("/$", ""));
      }
    }
    return folders;
  }
}
