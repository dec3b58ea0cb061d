package dev.autopack.bench.estimate;

import dev.autopack.bench.commits.Material;
import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the command line of {@code bench/run estimate} asks for.
 *
 * @param material without contents, what only they tell is left out
 */
record EstimateOptions(Material material, boolean json) {
  static final String USAGE =
      "bench/run estimate --commits FILE.jsonl [--contents PACK.jsonl.gz | --repos DIR]"
          + " [--sample N] [--json]";

  private static final Set<String> WITH_VALUE =
      Set.of("--commits", "--contents", "--repos", "--sample");

  /**
   * Reads the command line.
   *
   * @throws OperatorException naming the first word that cannot be understood
   */
  static EstimateOptions of(List<String> arguments) {
    var values = values(arguments);
    var commits = path(values, "--commits");
    var pack = path(values, "--contents");
    var repos = path(values, "--repos");
    if (commits.isEmpty()) {
      throw wrong("No commits are named.");
    }
    if (pack.isPresent() && repos.isPresent()) {
      throw wrong("The contents are to come from one place: --contents or --repos.");
    }
    return new EstimateOptions(
        new Material(commits.orElseThrow(), pack, repos, sample(values), Optional.empty()),
        values.containsKey("--json"));
  }

  private static Map<String, String> values(List<String> arguments) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i++) {
      var option = arguments.get(i);
      if (option.equals("--json")) {
        values.put(option, "");
      } else if (!WITH_VALUE.contains(option)) {
        throw wrong("'%s' is no option of estimate.".formatted(option));
      } else if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
        throw wrong("The option '%s' lacks its value.".formatted(option));
      } else {
        values.put(option, arguments.get(++i));
      }
    }
    return values;
  }

  private static Optional<Path> path(Map<String, String> values, String option) {
    return Optional.ofNullable(values.get(option)).map(Path::of);
  }

  private static OptionalInt sample(Map<String, String> values) {
    var value = values.get("--sample");
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw wrong("--sample has the value '%s', which is no number from 1 on.".formatted(value));
    }
    return OptionalInt.of(Integer.parseInt(value));
  }

  private static OperatorException wrong(String problem) {
    return new OperatorException(problem, "Use: " + USAGE);
  }
}
