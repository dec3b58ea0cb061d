package dev.autopack.process;

import dev.autopack.error.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs children on this machine with the user's rights.
 *
 * <p>Each child leads a session of its own where {@code setsid} exists: it has no terminal to ask
 * on, and a Ctrl-C in ours is not sent to it. Thread-safe; a call blocks its thread until the
 * child's whole tree is gone.
 */
public final class LocalProcessRunner implements ProcessRunner {
  /** How exactly a time limit is kept. */
  private static final Duration TICK = Duration.ofMillis(100);

  /** How long output may go on after the child's end; only a process out of reach holds it open. */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /** No pipe is shorter than this, so that this much can be written without a reader. */
  private static final int PIPE_BYTES = 4096;

  private static final Duration BRIEF = Duration.ofSeconds(1);
  private static final AtomicLong CHILDREN = new AtomicLong();
  private static final ExecutorService LAUNCHER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("autopack-launcher").factory());

  private final Map<String, String> parentEnvironment;
  private final InstantSource clock;
  private final Optional<String> setsid;

  /**
   * Starts nothing yet.
   *
   * @param parentEnvironment ours, of which a child sees what the allow-list names
   */
  public LocalProcessRunner(Map<String, String> parentEnvironment, InstantSource clock) {
    this.parentEnvironment = Map.copyOf(parentEnvironment);
    this.clock = clock;
    this.setsid = Programs.find("setsid", parentEnvironment).map(Path::toString);
  }

  @Override
  public Exit run(Command command) throws InterruptedException {
    return run(command, launch(command, ProcessBuilder.Redirect.PIPE, List.of()), TreeWatch.NONE);
  }

  /** As {@link #run(Command)}; ended too when it and all it started use up more than they may. */
  public Exit run(Command command, Watched watched) throws InterruptedException {
    var growth = new Growth(watched.folders(), watched.limits().diskBytes(), clock.instant());
    try (var group = ControlGroup.make(watched.limits())) {
      var child = launchFromOneThread(command, group.prefix());
      var usage = new TreeUsage(child.process.pid(), child.tree);
      var exit = run(command, child, new TreeWatch(watched.limits(), usage, growth));
      // Of one that ended well although it was refused what it asked for, nothing is known.
      return exit.ending() == Exit.Ending.EXITED
          ? group.exceeded().map(exit::by).orElse(exit)
          : exit;
    }
  }

  private Exit run(Command command, Child child, TreeWatch watch) throws InterruptedException {
    var started = clock.instant();
    var stdout = new Pump(child.process.getInputStream(), command.bounds());
    var stderr = new Pump(child.process.getErrorStream(), command.bounds());
    Exit.Ending ending;
    try {
      stdout.start();
      stderr.start();
      feed(child.process, command.input());
      ending = await(child.process, command.bounds(), stdout, stderr, watch);
    } catch (InterruptedException interrupted) {
      child.tree.end();
      throw interrupted;
    }
    if (ending == Exit.Ending.EXITED) {
      child.tree.endLeftovers(between(started).compareTo(BRIEF) < 0);
    } else {
      child.tree.end();
    }
    var code = child.process.waitFor();
    stdout.drain();
    stderr.drain();
    // One that wrote it all between two ticks wrote too much as well.
    var flooded = stdout.isFlooded() || stderr.isFlooded();
    return new Exit(
        ending == Exit.Ending.EXITED && flooded ? Exit.Ending.OUTPUT_LIMIT : ending,
        code,
        stdout.output.kept(),
        stderr.output.kept(),
        stdout.output.dropped() + stderr.output.dropped(),
        between(started));
  }

  /**
   * Starts a child that answers requests until it is closed. Its wall limit and its input are not
   * used: the idle limit holds for each answer.
   *
   * @throws EnvironmentException when it cannot be started
   */
  public Coprocess start(Command command) {
    var child = launch(command, ProcessBuilder.Redirect.DISCARD, List.of());
    return new Coprocess(child.process, child.tree, command);
  }

  /**
   * Ends the children that earlier runs of the program left when they were killed; to be called
   * before a folder is used again in which such a child may still be writing. Costs a few
   * milliseconds.
   *
   * @return how many processes were ended
   */
  public int endOrphans() {
    return ProcessTree.endOrphans(parentEnvironment.getOrDefault(ProcessTree.MARK, ""));
  }

  private record Child(Process process, ProcessTree tree) {}

  /**
   * A child may ask the kernel to be ended with the thread that started it; one of a pool might end
   * before the child does, and this one ends with the program.
   */
  private Child launchFromOneThread(Command command, List<String> prefix)
      throws InterruptedException {
    try {
      return LAUNCHER.submit(() -> launch(command, ProcessBuilder.Redirect.PIPE, prefix)).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException refused -> throw refused;
        case Error broken -> throw broken;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private Child launch(Command command, ProcessBuilder.Redirect stderr, List<String> prefix) {
    var environment = ChildEnvironment.of(parentEnvironment, command.environment());
    var mark = ProcessTree.mark(CHILDREN.incrementAndGet());
    var outer = parentEnvironment.get(ProcessTree.MARK);
    environment.put(ProcessTree.MARK, outer == null ? mark : outer + "," + mark);
    var builder = new ProcessBuilder(argv(command, environment, prefix));
    builder.directory(command.folder().toFile()).redirectError(stderr);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      return new Child(process, new ProcessTree(process, mark));
    } catch (IOException refused) {
      throw new EnvironmentException(
          "'%s' could not be started in %s: %s"
              .formatted(command.argv().getFirst(), command.folder(), refused.getMessage()),
          "Check that the program runs from a shell in that folder.",
          refused);
    }
  }

  private List<String> argv(Command command, Map<String, String> environment, List<String> prefix) {
    var argv = new ArrayList<String>();
    setsid.ifPresent(argv::add);
    argv.addAll(prefix);
    argv.add(Programs.find(command, environment).toString());
    argv.addAll(command.argv().subList(1, command.argv().size()));
    return argv;
  }

  /**
   * Where the program lies that the command names, by the PATH that it would get.
   *
   * @throws EnvironmentException when it is not there, or the folder to run it in
   */
  public Path locate(Command command) {
    return Programs.find(command, environment(command));
  }

  /** What the child would see of our environment, and what is set for it. */
  public Map<String, String> environment(Command command) {
    return ChildEnvironment.of(parentEnvironment, command.environment());
  }

  private static void feed(Process process, byte[] input) {
    if (input.length <= PIPE_BYTES) {
      write(process, input);
    } else {
      Thread.ofVirtual().name("autopack-stdin").start(() -> write(process, input));
    }
  }

  private static void write(Process process, byte[] input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException _) {
      // The child ended or closed its input without reading all of it: its right.
    }
  }

  /** Counts ticks instead of reading a clock: a machine that slept has not used up the limit. */
  private static Exit.Ending await(
      Process process, Command.Bounds bounds, Pump stdout, Pump stderr, TreeWatch watch)
      throws InterruptedException {
    var left = bounds.wall();
    var idleLeft = bounds.idle();
    var seen = 0L;
    while (true) {
      var tick = shortest(TICK, shortest(left, idleLeft));
      if (process.waitFor(tick.toNanos(), TimeUnit.NANOSECONDS)) {
        return Exit.Ending.EXITED;
      }
      var written = stdout.output.total() + stderr.output.total();
      left = left.minus(tick);
      idleLeft = written == seen ? idleLeft.minus(tick) : bounds.idle();
      seen = written;
      if (stdout.isFlooded() || stderr.isFlooded()) {
        return Exit.Ending.OUTPUT_LIMIT;
      }
      var exceeded = watch.look();
      if (exceeded.isPresent()) {
        return exceeded.get();
      }
      if (!left.isPositive()) {
        return Exit.Ending.WALL_TIMEOUT;
      }
      if (!idleLeft.isPositive()) {
        return Exit.Ending.IDLE_TIMEOUT;
      }
    }
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration between(Instant started) {
    var took = Duration.between(started, clock.instant());
    return took.isNegative() ? Duration.ZERO : took;
  }

  /** Empties one of the child's pipes, whatever is kept of it, so that the child never waits. */
  private static final class Pump implements Runnable {
    private final InputStream from;
    private final CappedOutput output;
    private final long flood;
    private final Thread thread =
        Thread.ofPlatform().daemon().name("autopack-output").unstarted(this);

    Pump(InputStream from, Command.Bounds bounds) {
      this.from = from;
      this.output = new CappedOutput(bounds.outputBytes());
      this.flood = (long) bounds.outputBytes() * Command.Bounds.FLOOD;
    }

    void start() {
      thread.start();
    }

    boolean isFlooded() {
      return output.total() > flood;
    }

    void drain() throws InterruptedException {
      thread.join(DRAIN);
    }

    @Override
    public void run() {
      var buffer = new byte[16 * 1024];
      try (from) {
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
          output.add(buffer, count);
        }
      } catch (IOException _) {
        // The pipe was closed under us because the child was ended; what came is kept.
      }
    }
  }
}
