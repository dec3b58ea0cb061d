package dev.autopack.bench.manifest;

import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line of {@code bench/run manifest} asks for.
 *
 * @param sample only so many commits of each repository
 * @param json whether programs read the result
 */
record ManifestOptions(Path commits, Path repositories, OptionalInt sample, boolean json) {
  static final String USAGE =
      "bench/run manifest --commits FILE.jsonl --repos DIR [--sample N] [--json], or bench/run manifest --explain";

  /**
   * Reads the command line.
   *
   * @throws OperatorException naming the first word that cannot be understood
   */
  static ManifestOptions of(List<String> arguments) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i++) {
      var option = arguments.get(i);
      if (option.equals("--json")) {
        values.put(option, "");
        continue;
      }
      if (!List.of("--commits", "--repos", "--sample").contains(option)) {
        throw wrong("'%s' is no option of manifest.".formatted(option));
      }
      if (i + 1 == arguments.size()) {
        throw wrong("The option '%s' lacks its value.".formatted(option));
      }
      values.put(option, arguments.get(++i));
    }
    if (!values.containsKey("--commits") || !values.containsKey("--repos")) {
      throw wrong("The commits or the repositories are not named.");
    }
    var sample = values.getOrDefault("--sample", "");
    if (!sample.matches("([1-9][0-9]{0,8})?")) {
      throw wrong("'%s' is no number of commits.".formatted(sample));
    }
    return new ManifestOptions(
        Path.of(values.getOrDefault("--commits", "")),
        Path.of(values.getOrDefault("--repos", "")),
        sample.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(sample)),
        values.containsKey("--json"));
  }

  private static OperatorException wrong(String problem) {
    return new OperatorException(problem, "Use: " + USAGE);
  }
}
