package dev.autopack.bench.graph;

import dev.autopack.bench.Arguments;
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
    var words = new Arguments(rest, Graph.USAGE);
    var repository = Optional.<Path>empty();
    int runs = RUNS;
    for (int i = 0; i < rest.size(); i++) {
      switch (rest.get(i)) {
        case "--edges", "--json" -> {}
        case "--repo" -> {
          i++;
          repository = Optional.of(Path.of(words.value(i, "--repo")).toAbsolutePath().normalize());
        }
        case "--runs" -> {
          i++;
          runs = words.number(words.value(i, "--runs"), "runs");
        }
        default -> throw words.wrong("'%s' is no option.".formatted(rest.get(i)));
      }
    }
    return new GraphOptions(
        repository.orElseThrow(() -> words.wrong("'--repo' is missing.")),
        runs,
        rest.contains("--edges"),
        rest.contains("--json"));
  }
}
