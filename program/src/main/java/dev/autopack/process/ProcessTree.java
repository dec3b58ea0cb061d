package dev.autopack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * A child and all it started, also what left its parent.
 *
 * <p>On Linux a process belongs to the tree when it is in the child's session or carries the
 * child's mark in its environment; only one that left both is missed, which a sandbox's own process
 * table prevents. Elsewhere it is what descends from the child at the moment of the kill.
 */
final class ProcessTree {
  /** The variable whose value lists the marks of all runs a process lies in, outermost first. */
  static final String MARK = "AUTOPACK_CHILD";

  private static final Path PROC = Path.of("/proc");
  private static final int PATIENCE_ROUNDS = 2_000;
  private static final String OWNER = owner();

  private final Process root;
  private final String mark;

  ProcessTree(Process root, String mark) {
    this.root = root;
    this.mark = mark;
  }

  /** Ends all of it; returns when the processes are gone, or after two seconds of trying. */
  void end() {
    var known = root.descendants().toList();
    root.destroyForcibly();
    known.forEach(ProcessHandle::destroyForcibly);
    endAll(_ -> true);
    // The child itself is ours to reap, and there until that is done.
    root.onExit().completeOnTimeout(root, PATIENCE_ROUNDS, TimeUnit.MILLISECONDS).join();
  }

  /**
   * Ends what a child that has exited left behind. Costs one small read where no process was
   * started since the child: a run's many short git calls are of that kind.
   *
   * @param brief whether process numbers cannot have come round since the child started
   */
  void endLeftovers(boolean brief) {
    var newest = newestPid();
    if (newest.isEmpty() || (brief && newest.get() == root.pid())) {
      return;
    }
    var cameRound = newest.get() < root.pid();
    endAll(pid -> !brief || cameRound || pid > root.pid());
  }

  private void endAll(LongPredicate candidate) {
    endWhere(pid -> pid != root.pid() && candidate.test(pid) && isOurs(pid));
  }

  private boolean isOurs(long pid) {
    return ProcessStat.read(pid).filter(stat -> stat.session() == root.pid()).isPresent()
        || isMarked(pid);
  }

  /** Whether the process carries the child's mark. */
  boolean isMarked(long pid) {
    return marks(pid).anyMatch(mark::equals);
  }

  /**
   * Ends what runs that are gone left behind; answers how many processes that were.
   *
   * @param inherited the marks that we carry ourselves: whoever gave them, we are no orphan of ours
   */
  static int endOrphans(String inherited) {
    var own = Set.of(inherited.split(",", -1));
    return endWhere(pid -> marks(pid).anyMatch(mark -> !own.contains(mark) && isOfDeadOwner(mark)));
  }

  private static boolean isOfDeadOwner(String mark) {
    var parts = mark.split("-", 3);
    try {
      return parts.length == 3
          && ProcessStat.read(Long.parseLong(parts[0]))
              .filter(stat -> stat.started() == Long.parseLong(parts[1]))
              .isEmpty();
    } catch (NumberFormatException foreign) {
      return false;
    }
  }

  /** A new mark: it names this process for good, so that a later one can tell that we are gone. */
  static String mark(long number) {
    return OWNER + "-" + number;
  }

  private static String owner() {
    var pid = ProcessHandle.current().pid();
    return pid + "-" + ProcessStat.read(pid).map(ProcessStat::started).orElse(0L);
  }

  private static int endWhere(LongPredicate ours) {
    var ended = 0;
    for (int round = 0; round < PATIENCE_ROUNDS; round++) {
      var found = pids().stream().filter(ours::test).toList();
      if (found.isEmpty()) {
        return ended;
      }
      for (var pid : found) {
        // The handle first and the check again: a number that was reused meanwhile is no target.
        var handle = ProcessHandle.of(pid).filter(_ -> ours.test(pid));
        ended += handle.filter(ProcessHandle::destroyForcibly).isPresent() ? 1 : 0;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return ended;
  }

  /** Of all processes that can be seen; none where there is no Linux. */
  static List<Long> pids() {
    var pids = new ArrayList<Long>();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(PROC, "[0-9]*")) {
      names.forEach(name -> pids.add(Long.parseLong(name.getFileName().toString())));
    } catch (IOException noProc) {
      return List.of();
    }
    return pids;
  }

  private static Stream<String> marks(long pid) {
    // The block that the process was started with; gone processes and other users' are unreadable.
    return ProcessStat.readFile(pid, "environ").stream()
        .flatMap(environ -> Stream.of(environ.split("\0", -1)))
        .filter(variable -> variable.startsWith(MARK + "="))
        .flatMap(variable -> Stream.of(variable.substring(MARK.length() + 1).split(",", -1)));
  }

  private static Optional<Long> newestPid() {
    try {
      var load = Files.readString(PROC.resolve("loadavg"), StandardCharsets.US_ASCII).strip();
      return Optional.of(Long.parseLong(load.substring(load.lastIndexOf(' ') + 1)));
    } catch (IOException noProc) {
      return Optional.empty();
    }
  }
}
