package dev.autopack.gate.tests.cargo;

import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Build;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What cargo says of a build, a JSON object a line. */
final class CargoMessages {
  private static final int MAX_ERRORS = 15;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final Build build;
  private final List<Target> targets = new ArrayList<>();
  private final List<Target> libraries = new ArrayList<>();
  private final Map<String, Trouble> errors = new LinkedHashMap<>();

  /**
   * Of one build.
   *
   * @param worktree the laid-out tree
   * @param lines other lines than cargo's own are passed over
   */
  CargoMessages(Path worktree, Build build, String lines) {
    this.folder = worktree.toAbsolutePath();
    this.build = build;
    lines.lines().filter(line -> line.startsWith("{\"reason\":")).forEach(this::read);
  }

  /** The test executables, in the order they were built. */
  List<Target> targets() {
    return targets;
  }

  /** The libraries that may have documentation tests. */
  List<Target> libraries() {
    return libraries;
  }

  /** Why it does not compile; none where it does. */
  List<Trouble> errors() {
    return errors.values().stream().limit(MAX_ERRORS).toList();
  }

  private void read(String line) {
    try {
      var message = JSON.readTree(line);
      switch (message.path("reason").asString("")) {
        case "compiler-artifact" -> artifact(message);
        case "compiler-message" -> said(message);
        default -> {}
      }
    } catch (JacksonException cut) {
      // What is missing then is noticed by its tests.
    }
  }

  private void artifact(JsonNode message) {
    var target = message.path("target");
    var manifest = Path.of(message.path("manifest_path").asString(""));
    var source = Path.of(target.path("src_path").asString(""));
    if (manifest.getParent() == null || !source.startsWith(folder)) {
      return;
    }
    var suite = folder.relativize(source).toString();
    var id = message.path("package_id").asString("");
    var name = id.substring(id.indexOf('#') + 1);
    var version = name.substring(name.indexOf('@') + 1);
    var packageName =
        name.contains("@")
            ? name.substring(0, name.indexOf('@'))
            : manifest.getParent().getFileName().toString();
    var found =
        new Target(
            suite,
            message.path("executable").asString(""),
            manifest.getParent(),
            packageName,
            version);
    if (message.path("profile").path("test").asBoolean(false) && !found.program().isEmpty()) {
      targets.add(found);
    } else if (target.path("doctest").asBoolean(false)) {
      libraries.add(found);
    }
  }

  private void said(JsonNode line) {
    var message = line.path("message");
    if (!message.path("level").asString("").startsWith("error")) {
      return;
    }
    for (var span : message.path("spans")) {
      if (span.path("is_primary").asBoolean(false)) {
        var file = build.inRepository(span.path("file_name").asString(""));
        add(file, file + ":" + span.path("line_start").asInt(0), message);
        return;
      }
    }
    if (!message.path("message").asString("").startsWith("aborting due to")) {
      add("", "", message);
    }
  }

  private void add(String file, String location, JsonNode message) {
    var text = "it does not compile: " + message.path("message").asString("");
    errors.putIfAbsent(location + text, new Trouble(Trouble.Kind.COMPILE, file, location, text));
  }

  /**
   * A thing that cargo builds.
   *
   * @param suite its root file, a path of the repository
   * @param program the test executable; empty for a library
   * @param folder of its package
   */
  record Target(String suite, String program, Path folder, String packageName, String version) {}
}
