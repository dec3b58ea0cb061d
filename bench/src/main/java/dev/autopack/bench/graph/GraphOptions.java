package dev.autopack.bench.graph;

import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param runs how often the kept facts are used
 * @param edges whether only the edges are printed, one a line
 */
record GraphOptions(Path repository, int runs, boolean edges, boolean json) {
  private static final int RUNS = 3;

  /**
   * Reads the command line.
   *
   * @throws OperatorException naming the first word that cannot be understood
   */
  static GraphOptions of(List<String> rest) {
    var repository = Optional.<Path>empty();
    int runs = RUNS;
    for (int i = 0; i < rest.size(); i++) {
      switch (rest.get(i)) {
        case "--edges", "--json" -> {}
        case "--repo" -> {
          i++;
          repository = Optional.of(Path.of(value(rest, i, "--repo")).toAbsolutePath().normalize());
        }
        case "--runs" -> {
          i++;
          runs = number(value(rest, i, "--runs"));
        }
        default -> throw wrong("'%s' is no option.".formatted(rest.get(i)));
      }
    }
    return new GraphOptions(
        repository.orElseThrow(() -> wrong("'--repo' is missing.")),
        runs,
        rest.contains("--edges"),
        rest.contains("--json"));
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, with those that are too small.
    }
    throw wrong("'%s' is no number of runs.".formatted(text));
  }

  private static String value(List<String> arguments, int place, String option) {
    if (place >= arguments.size()) {
      throw wrong("'%s' has no value.".formatted(option));
    }
    return arguments.get(place);
  }

  private static OperatorException wrong(String problem) {
    return new OperatorException(problem, "Use: " + Graph.USAGE);
  }
}
