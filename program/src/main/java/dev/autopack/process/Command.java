package dev.autopack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A child to run.
 *
 * @param argv program and arguments; no shell reads them
 * @param environment what is set on top of the allow-list; nothing else of ours is passed on
 * @param input written to its standard input, which is then closed
 */
// Never compared: the array is only carried.
@SuppressWarnings("ArrayRecordComponent")
public record Command(
    List<String> argv, Path folder, Map<String, String> environment, byte[] input, Bounds bounds) {
  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command without a program");
    }
  }

  public Command(List<String> argv, Path folder, Map<String, String> environment, Bounds bounds) {
    this(argv, folder, environment, new byte[0], bounds);
  }

  /**
   * What a child may use up.
   *
   * @param wall how long it may take in all
   * @param idle how long it may stay silent
   * @param outputBytes how much of each stream is kept: its first and its last half
   */
  public record Bounds(Duration wall, Duration idle, int outputBytes) {}
}
