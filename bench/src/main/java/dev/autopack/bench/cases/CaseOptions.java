package dev.autopack.bench.cases;

import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param only the one case to run; empty for all
 * @param from a part of the case to begin at, where a family has such parts
 */
record CaseOptions(
    String family, Path file, Optional<String> only, Optional<String> from, boolean json) {
  static final String USAGE =
      "bench/run cases --family FAMILY --file FILE.jsonl [--only ID] [--from PART] [--json]";

  private static final Set<String> WITH_VALUE = Set.of("--family", "--file", "--only", "--from");

  /**
   * Reads the arguments behind {@code cases}; both {@code --file X} and {@code --file=X} will do.
   */
  static CaseOptions parse(String... arguments) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < arguments.length; i++) {
      var parts = arguments[i].split("=", 2);
      if (arguments[i].equals("--json")) {
        values.put("--json", "");
      } else if (!WITH_VALUE.contains(parts[0])) {
        throw wrong("'%s' is no option.".formatted(arguments[i]));
      } else if (parts.length == 2) {
        values.put(parts[0], parts[1]);
      } else if (i + 1 < arguments.length) {
        i++;
        values.put(parts[0], arguments[i]);
      } else {
        throw wrong("'%s' has no value.".formatted(arguments[i]));
      }
    }
    return new CaseOptions(
        required(values, "--family"),
        Path.of(required(values, "--file")),
        Optional.ofNullable(values.get("--only")),
        Optional.ofNullable(values.get("--from")),
        values.containsKey("--json"));
  }

  private static String required(Map<String, String> values, String option) {
    var value = values.get(option);
    if (value == null || value.isBlank()) {
      throw wrong("'%s' is missing.".formatted(option));
    }
    return value;
  }

  private static OperatorException wrong(String problem) {
    return new OperatorException(problem, USAGE);
  }
}
