package dev.autopack.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The instants before and after every write through the {@code Mortal…} ports, counted from 1, and
 * death at one of them. One for all the ports of a process.
 */
public final class Mortality {
  private final int fatal;
  private final Death death;
  private final List<String> instants = new ArrayList<>();

  private Mortality(int fatal, Death death) {
    this.fatal = fatal;
    this.death = death;
  }

  /** Only counts. */
  public static Mortality none() {
    return new Mortality(0, Mortality::fail);
  }

  /**
   * Throws {@link Killed} at the instant, and at every later one: a dead process writes nothing.
   */
  public static Mortality throwingAt(int instant) {
    return new Mortality(instant, Mortality::fail);
  }

  /** Ends this very process by SIGKILL at the instant. */
  public static Mortality killingAt(int instant) {
    return new Mortality(instant, Mortality::kill);
  }

  /** The instants there were, each with its name: "before settle", "after settle". */
  public synchronized List<String> instants() {
    return List.copyOf(instants);
  }

  public synchronized void reach(String instant) {
    instants.add(instant);
    if (fatal > 0 && instants.size() >= fatal) {
      death.come("at instant %d, %s".formatted(instants.size(), instant));
    }
  }

  /** A write between its two instants. */
  public void around(String write, Runnable action) {
    reach("before " + write);
    action.run();
    reach("after " + write);
  }

  private static void fail(String instant) {
    throw new Killed(instant);
  }

  private static void kill(String instant) {
    var pid = String.valueOf(ProcessHandle.current().pid());
    try {
      // The JVM refuses to kill itself, and its own ways to end run code that a kill would not.
      new ProcessBuilder("kill", "-KILL", pid).start();
      new CountDownLatch(1).await();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("could not die " + instant, e);
    }
  }

  private interface Death {
    void come(String instant);
  }
}
