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
 * @param purpose what a sandbox opens for it
 */
// Never compared: the array is only carried.
@SuppressWarnings("ArrayRecordComponent")
public record Command(
    List<String> argv,
    Path folder,
    Map<String, String> environment,
    byte[] input,
    Bounds bounds,
    Purpose purpose) {
  /** Tells a tool that nobody watches: for builds and tests. */
  public static final Map<String, String> UNATTENDED = Map.of("CI", "1", "TERM", "dumb");

  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command without a program");
    }
  }

  public Command(
      List<String> argv,
      Path folder,
      Map<String, String> environment,
      byte[] input,
      Bounds bounds) {
    this(argv, folder, environment, input, bounds, Purpose.WORK);
  }

  public Command(List<String> argv, Path folder, Map<String, String> environment, Bounds bounds) {
    this(argv, folder, environment, new byte[0], bounds);
  }

  /** What a child is for. */
  public enum Purpose {
    /** Tests and other commands. */
    WORK,
    /**
     * Fetches what tests need: a sandbox lets it write the dependency caches, and reach the network
     * where that is allowed.
     */
    PREPARE
  }

  /** The same as a preparation. */
  public Command toPrepare() {
    return new Command(argv, folder, environment, input, bounds, Purpose.PREPARE);
  }

  /** The same with another environment. */
  public Command with(Map<String, String> other) {
    return new Command(argv, folder, other, input, bounds, purpose);
  }

  /** The same with another program and arguments. */
  public Command running(List<String> other) {
    return new Command(other, folder, environment, input, bounds, purpose);
  }

  /**
   * What a child may use up.
   *
   * @param wall how long it may take in all
   * @param idle how long it may stay silent
   * @param outputBytes how much of each stream is kept: its first and its last half. A child that
   *     writes much more, {@value #FLOOD} times as much, is ended
   */
  public record Bounds(Duration wall, Duration idle, int outputBytes) {
    /** Above this multiple of {@code outputBytes} in one stream, output is a flood. */
    public static final int FLOOD = 64;

    public Bounds {
      if (!wall.isPositive() || !idle.isPositive() || outputBytes <= 0) {
        throw new IllegalArgumentException(
            "bounds that allow nothing: wall %s, idle %s, output %d bytes"
                .formatted(wall, idle, outputBytes));
      }
    }
  }
}
