package dev.autopack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the children of one run may see, write and use up. Everything that is not named here can
 * only be read, and of the folders in {@code hidden} not even that.
 *
 * @param worktree where the files lie that are worked on; they may be written, its {@code .git} and
 *     the git folder it belongs to may only be read
 * @param writable further folders that may be written: reports, build caches; made where missing
 * @param hidden folders that look empty, but for what lies in one of the others; the home is always
 *     one of them
 * @param scratch where each child's own home and temporary folder lie while it runs
 * @param environment what is set for every child, below what a command sets itself
 */
public record Confinement(
    Path worktree,
    List<Path> writable,
    List<Path> hidden,
    Path scratch,
    Map<String, String> environment,
    Network network,
    Limits limits) {
  public Confinement {
    writable = List.copyOf(writable);
    hidden = List.copyOf(hidden);
    environment = Map.copyOf(environment);
  }

  /** Who may reach other machines, and servers on this one. */
  public enum Network {
    NEVER,
    /** Only what prepares: see {@link Command#toPrepare}. */
    PREPARE,
    ALWAYS
  }

  /**
   * What a child and all it started may use up together. Looked at every fifth of a second, so that
   * a fast one may be a little over it before it is ended.
   *
   * @param cpu processor time
   * @param processes at one moment; of threads sixteen times as many
   * @param memoryBytes at one moment, what processes share counted once
   * @param diskBytes by which the worktree, the other writable folders and the child's own home and
   *     temporary folder may grow
   */
  public record Limits(Duration cpu, int processes, long memoryBytes, long diskBytes) {
    private static final int THREADS_A_PROCESS = 16;

    public Limits {
      if (!cpu.isPositive() || processes <= 0 || memoryBytes <= 0 || diskBytes <= 0) {
        throw new IllegalArgumentException(
            "limits that allow nothing: cpu %s, %d processes, memory %d, disk %d bytes"
                .formatted(cpu, processes, memoryBytes, diskBytes));
      }
    }

    /** At one moment, over all processes. */
    public long threads() {
      return (long) processes * THREADS_A_PROCESS;
    }
  }
}
