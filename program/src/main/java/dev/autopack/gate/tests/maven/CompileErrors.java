package dev.autopack.gate.tests.maven;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Trouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The compiler's errors in Maven's output: the only place where they are. */
final class CompileErrors {
  private static final int MAX_ERRORS = 15;
  private static final Pattern ERROR =
      Pattern.compile(
          "\\[ERROR\\] (\\S[^\\n]*?\\.(?:java|kt|groovy|scala)):\\[?(\\d+),\\d+\\]? ([^\\n]+)"
              + "((?:\\n(?:\\[ERROR\\])?\\s+(?:symbol|location|required|found|reason)\\s*:[^\\n]*)*)");

  private CompileErrors() {}

  /** Each once, though Maven says them twice; empty where it compiled. */
  static List<Trouble> in(String said, JavaPlaces places) {
    Map<String, Trouble> errors = new LinkedHashMap<>();
    ERROR
        .matcher(said)
        .results()
        .forEach(error -> {
          var file = places.ofAbsolute(error.group(1)).map(RepoPath::value).orElse("");
          var location = file.isEmpty() ? "" : file + ":" + error.group(2);
          var details = error.group(4).replace("[ERROR]", "").replaceAll("\\s+", " ");
          var text = "it does not compile: " + error.group(3).strip() + details;
          errors.putIfAbsent(
              location + error.group(3), new Trouble(Trouble.Kind.COMPILE, file, location, text));
        });
    if (errors.isEmpty() && said.contains("COMPILATION ERROR")) {
      return List.of(new Trouble(Trouble.Kind.COMPILE, "it does not compile"));
    }
    return errors.values().stream().limit(MAX_ERRORS).toList();
  }
}
