package dev.autopack.bench.baseline;

import dev.autopack.bench.Arguments;
import dev.autopack.error.OperatorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param commits each is held against its first parent
 * @param setup a shell command that makes the environment; empty where none is needed
 * @param outputs folders that the setup command makes
 * @param minutes how long one run of the tests may take
 * @param list whether every difference is printed
 * @param sandbox whether tests run in the sandbox
 */
record BaselineOptions(
    Path repository,
    List<String> commits,
    Optional<String> setup,
    List<String> outputs,
    int minutes,
    boolean list,
    boolean sandbox) {
  private static final int MINUTES = 30;

  BaselineOptions {
    commits = List.copyOf(commits);
    outputs = List.copyOf(outputs);
  }

  /**
   * Reads the command line.
   *
   * @throws OperatorException naming the first word that cannot be understood
   */
  static BaselineOptions of(List<String> rest) {
    var words = new Arguments(rest, Baselines.USAGE);
    var repository = Optional.<Path>empty();
    var commits = new ArrayList<String>();
    var setup = Optional.<String>empty();
    var outputs = new ArrayList<String>();
    var minutes = MINUTES;
    for (int i = 0; i < rest.size(); i++) {
      switch (rest.get(i)) {
        case "--list", "--no-sandbox" -> {}
        case "--repo" -> {
          i++;
          repository = Optional.of(Path.of(words.value(i, "--repo")).toAbsolutePath().normalize());
        }
        case "--commit" -> {
          i++;
          commits.add(words.value(i, "--commit"));
        }
        case "--setup" -> {
          i++;
          setup = Optional.of(words.value(i, "--setup"));
        }
        case "--output" -> {
          i++;
          outputs.add(words.value(i, "--output"));
        }
        case "--minutes" -> {
          i++;
          minutes = words.number(words.value(i, "--minutes"), "minutes");
        }
        default -> throw words.wrong("'%s' is no option.".formatted(rest.get(i)));
      }
    }
    return new BaselineOptions(
        repository.orElseThrow(() -> words.wrong("'--repo' is missing.")),
        commits.isEmpty() ? List.of("HEAD") : commits,
        setup,
        outputs,
        minutes,
        rest.contains("--list"),
        !rest.contains("--no-sandbox"));
  }
}
