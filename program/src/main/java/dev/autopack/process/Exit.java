package dev.autopack.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How a child ended.
 *
 * @param code its exit code; 128 + signal where a signal ended it, ours included
 * @param stdout what was kept of it, as bytes; where something was dropped, a line in its middle
 *     says how much
 * @param dropped how many bytes of both streams were not kept; 0 where they are whole
 */
// Never compared: the arrays are only carried.
@SuppressWarnings("ArrayRecordComponent")
public record Exit(
    Ending ending, int code, byte[] stdout, byte[] stderr, long dropped, Duration took) {
  /** Why it ended. */
  public enum Ending {
    EXITED,
    WALL_TIMEOUT,
    IDLE_TIMEOUT,
    OUTPUT_LIMIT,
    /** It and all it started used more processor time than a confinement allows. */
    CPU_LIMIT,
    /** There were more of them at once. */
    PROCESS_LIMIT,
    /** They held more memory. */
    MEMORY_LIMIT,
    /** What they may write to grew by more. */
    DISK_LIMIT
  }

  /** The same for another reason, known only afterwards. */
  Exit by(Ending other) {
    return new Exit(other, code, stdout, stderr, dropped, took);
  }

  public boolean isSuccess() {
    return ending == Ending.EXITED && code == 0;
  }

  public String out() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  public String err() {
    return new String(stderr, StandardCharsets.UTF_8);
  }
}
