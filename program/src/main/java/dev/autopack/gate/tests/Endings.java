package dev.autopack.gate.tests;

import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.Trouble;
import dev.autopack.process.Exit;
import java.util.Optional;

/** Says what a child's end means where it did not end by itself. */
public final class Endings {
  private static final int SIGNALS = 128;

  private Endings() {}

  /** Empty where the tool came to its own end. */
  public static Optional<Trouble> judge(Exit exit, TestToolchain.Patience patience) {
    return switch (exit.ending()) {
      case WALL_TIMEOUT ->
          hang("the tests were stopped after %d s".formatted(patience.wall().toSeconds()));
      case IDLE_TIMEOUT ->
          hang(
              "the tests were stopped: %d s without a word".formatted(patience.idle().toSeconds()));
      case OUTPUT_LIMIT -> crash("the tests were stopped: too much output");
      case CPU_LIMIT -> crash("the tests were stopped: too much processor time");
      case PROCESS_LIMIT -> crash("the tests were stopped: too many processes at once");
      case MEMORY_LIMIT -> crash("the tests were stopped: too much memory");
      case DISK_LIMIT -> crash("the tests were stopped: too much written to the disk");
      case EXITED ->
          exit.code() > SIGNALS
              ? crash("the tests were ended by signal %d".formatted(exit.code() - SIGNALS))
              : Optional.empty();
    };
  }

  private static Optional<Trouble> crash(String text) {
    return Optional.of(new Trouble(Trouble.Kind.CRASH, text));
  }

  private static Optional<Trouble> hang(String text) {
    return Optional.of(new Trouble(Trouble.Kind.HANG, text));
  }
}
