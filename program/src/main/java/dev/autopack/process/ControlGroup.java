package dev.autopack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The kernel's own bounds for one child, where a control group may be made: they hold between two
 * looks, too, when a child is faster than whoever looks. Where none may be made there are no such
 * bounds, and looking must do.
 */
final class ControlGroup implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String PREFIX = "autopack-";
  private static final String JOIN = "cgroup.procs";
  private static final int PATIENCE_ROUNDS = 200;
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** Joins the groups named before the {@code --}, then becomes the program after it. */
  private static final String JOINING =
      "while [ \"$1\" != -- ]; do echo 0 >\"$1\" || :; shift; done; shift; exec \"$@\"";

  private final List<Path> groups;

  private ControlGroup(List<Path> groups) {
    this.groups = List.copyOf(groups);
  }

  /** Of as many controllers as may be had; none is no error. */
  static ControlGroup make(Confinement.Limits limits) {
    var most =
        Map.of(
            "pids.max", Long.toString(limits.threads()),
            "memory.max", Long.toString(limits.memoryBytes()),
            "memory.swap.max", "0");
    var groups = new ArrayList<Path>();
    parents().forEach(parent -> make(parent, most).ifPresent(groups::add));
    return new ControlGroup(groups);
  }

  /** Words to be put before a command line. */
  List<String> prefix() {
    if (groups.isEmpty()) {
      return List.of();
    }
    var words = new ArrayList<>(List.of("/bin/sh", "-c", JOINING, "sh"));
    groups.forEach(group -> words.add(group.resolve(JOIN).toString()));
    words.add("--");
    return words;
  }

  /** The bound that the kernel itself refused to pass, if one was met. */
  Optional<Exit.Ending> exceeded() {
    if (groups.stream().anyMatch(group -> hasEvent(group.resolve("memory.events"), "oom_kill"))) {
      return Optional.of(Exit.Ending.MEMORY_LIMIT);
    }
    return groups.stream().anyMatch(group -> hasEvent(group.resolve("pids.events"), "max"))
        ? Optional.of(Exit.Ending.PROCESS_LIMIT)
        : Optional.empty();
  }

  private static boolean hasEvent(Path file, String name) {
    return text(file).lines().anyMatch(line -> line.matches(name + " [1-9][0-9]*"));
  }

  /** A process that was ended leaves its group a moment later. */
  @Override
  public void close() {
    for (int round = 0; round < PATIENCE_ROUNDS; round++) {
      if (groups.stream().allMatch(ControlGroup::remove)) {
        return;
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean remove(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  /**
   * Our own groups: of the old kind the one of processes, of the new kind one whose children are
   * bounded too. The old kind's memory is left alone: it counts what only lies in the file cache.
   */
  private static Stream<Path> parents() {
    return text(Path.of("/proc/self/cgroup")).lines().flatMap(line -> parent(line).stream());
  }

  private static Optional<Path> parent(String line) {
    var parts = line.split(":", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    var below = parts[2].replaceFirst("^/+", "");
    var parent =
        switch (parts[1]) {
          case "pids" -> ROOT.resolve("pids").resolve(below);
          case "" -> ROOT.resolve(below);
          default -> ROOT.resolve("none");
        };
    var bounds =
        parts[1].equals("pids")
            || text(parent.resolve("cgroup.subtree_control"))
                .matches("(?s).*\\b(pids|memory)\\b.*");
    return bounds && Files.isWritable(parent) ? Optional.of(parent) : Optional.empty();
  }

  private static Optional<Path> make(Path parent, Map<String, String> most) {
    removeThoseOfTheDead(parent);
    var name = PREFIX + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    var group = parent.resolve(name);
    try {
      Files.createDirectory(group);
      for (var bound : most.entrySet()) {
        var file = group.resolve(bound.getKey());
        if (Files.exists(file)) {
          Files.writeString(file, bound.getValue());
        }
      }
      return Optional.of(group);
    } catch (IOException refused) {
      remove(group);
      return Optional.empty();
    }
  }

  private static void removeThoseOfTheDead(Path parent) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var group : left) {
        var owner = group.getFileName().toString().split("-", -1)[1];
        if (owner.matches("[0-9]{1,9}") && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
          remove(group);
        }
      }
    } catch (IOException unreadable) {
      // Then there is nothing of ours in it.
      return;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException none) {
      return "";
    }
  }
}
