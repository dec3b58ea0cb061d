package dev.autopack.bench.baseline;

import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where a tool runs by itself: the check-out that the toolchain ran in, held as it was.
 *
 * @param folder of the build
 * @param inRepository the same as the repository knows it; empty at the top
 * @param scratch for what is written beside
 */
record Place(ProcessRunner runner, Path folder, String inRepository, Path scratch, Duration wall) {
  private static final int BYTES = 256 * 1024 * 1024;

  /** Runs a command with the output whole. */
  Exit run(List<String> argv, Map<String, String> environment) throws InterruptedException {
    var bounds = new Command.Bounds(wall, wall, BYTES);
    var exit = runner.run(new Command(argv, folder, environment, bounds));
    if (exit.ending() != Exit.Ending.EXITED || exit.dropped() > 0) {
      throw new EnvironmentException(
          "'%s' did not come to its own end: %s.".formatted(String.join(" ", argv), exit.ending()),
          "Allow it more with --minutes, or take a smaller repository.");
    }
    return exit;
  }

  /** A file of the build as the repository knows it. */
  String path(String file) {
    return inRepository.isEmpty() ? file : inRepository + "/" + file;
  }
}
