package dev.autopack.process;

import dev.autopack.process.Exit.Ending;
import java.util.Optional;

/** Says when a child and all it started have used up more than they may. One thread. */
class TreeWatch {
  /** Sees nothing. */
  static final TreeWatch NONE = new TreeWatch();

  /** Asked every tick, it looks every second time: every 200 ms. */
  private static final int TICKS = 2;

  private final Optional<Bounded> bounded;
  private int ticks;

  private TreeWatch() {
    bounded = Optional.empty();
  }

  TreeWatch(Confinement.Limits limits, TreeUsage usage, Growth growth) {
    bounded = Optional.of(new Bounded(limits, usage, growth));
  }

  private record Bounded(Confinement.Limits limits, TreeUsage usage, Growth growth) {}

  /** The limit that is passed, if one is. */
  Optional<Ending> look() {
    return bounded.isEmpty() || ++ticks % TICKS != 0 ? Optional.empty() : look(bounded.get());
  }

  private static Optional<Ending> look(Bounded bounded) {
    var limits = bounded.limits;
    var usage = bounded.usage;
    var seen = usage.look();
    if (seen.processes() > limits.processes() || seen.threads() > limits.threads()) {
      return Optional.of(Ending.PROCESS_LIMIT);
    }
    if (seen.cpu().compareTo(limits.cpu()) > 0) {
      return Optional.of(Ending.CPU_LIMIT);
    }
    // What they share is counted once for each at first; only where that is too much, exactly.
    if (seen.residentBytes() > limits.memoryBytes()
        && usage.proportionalBytes() > limits.memoryBytes()) {
      return Optional.of(Ending.MEMORY_LIMIT);
    }
    return bounded.growth.isTooMuch(usage::pids)
        ? Optional.of(Ending.DISK_LIMIT)
        : Optional.empty();
  }
}
