package dev.autopack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a child and all it started use, by the kernel's tables; nothing where there is no Linux. */
final class TreeUsage {
  private static final Path OWN_VECTOR = Path.of("/proc/self/auxv");
  private static final int PAGE_SIZE = 6;
  private static final int TICKS_A_SECOND = 17;
  private static final Map<Long, Long> VECTOR = vector();

  private final long root;
  private final ProcessTree tree;
  private final Set<Long> strangers = new HashSet<>();
  private List<ProcessStat> members = List.of();
  private long mostTicks;

  TreeUsage(long root, ProcessTree tree) {
    this.root = root;
    this.tree = tree;
  }

  /**
   * At one moment.
   *
   * @param residentBytes what processes share counted for each of them
   */
  record Seen(int processes, long threads, Duration cpu, long residentBytes) {}

  Seen look() {
    members = members();
    // Of those that ended, the one that waited for them knows the time.
    var ticks = members.stream().mapToLong(ProcessStat::ticks).sum();
    mostTicks = Math.max(mostTicks, ticks);
    return new Seen(
        members.size(),
        members.stream().mapToLong(ProcessStat::threads).sum(),
        Duration.ofMillis(mostTicks * 1_000 / VECTOR.getOrDefault((long) TICKS_A_SECOND, 100L)),
        members.stream().mapToLong(ProcessStat::residentPages).sum()
            * VECTOR.getOrDefault((long) PAGE_SIZE, 4096L));
  }

  /** Of those seen last, what processes share counted once; dearer to know. */
  long proportionalBytes() {
    return members.stream().mapToLong(TreeUsage::proportional).sum();
  }

  private static long proportional(ProcessStat member) {
    return ProcessStat.readFile(member.pid(), "smaps_rollup").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        // One that cannot be asked counts whole, and one that has ended in between not at all.
        .orElseGet(() ->
            ProcessStat.read(member.pid()).stream().mapToLong(ProcessStat::residentPages).sum()
                * VECTOR.getOrDefault((long) PAGE_SIZE, 4096L));
  }

  /** Those seen last. */
  List<Long> pids() {
    return members.stream().map(ProcessStat::pid).toList();
  }

  private List<ProcessStat> members() {
    var all =
        ProcessTree.pids().stream().map(ProcessStat::read).flatMap(it -> it.stream()).toList();
    var children = new HashMap<Long, List<ProcessStat>>();
    all.forEach(one -> children.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one));
    var found = new HashMap<Long, ProcessStat>();
    var open = new ArrayDeque<ProcessStat>();
    all.stream().filter(this::isStart).forEach(open::add);
    while (!open.isEmpty()) {
      var next = open.pop();
      if (found.put(next.pid(), next) == null) {
        open.addAll(children.getOrDefault(next.pid(), List.of()));
      }
    }
    return List.copyOf(found.values());
  }

  /** The child, and what left it: a stranger is asked once, since nothing becomes one of ours. */
  private boolean isStart(ProcessStat one) {
    if (one.pid() == root || one.session() == root) {
      return true;
    }
    // A new process carries its parent's variables until it has become another program.
    if (one.pid() < root || strangers.contains(one.pid())) {
      return false;
    }
    var ours = tree.isMarked(one.pid());
    if (!ours) {
      strangers.add(one.pid());
    }
    return ours;
  }

  private static Map<Long, Long> vector() {
    try {
      var words =
          ByteBuffer.wrap(Files.readAllBytes(OWN_VECTOR))
              .order(ByteOrder.nativeOrder())
              .asLongBuffer();
      var vector = new HashMap<Long, Long>();
      while (words.remaining() >= 2) {
        vector.put(words.get(), words.get());
      }
      return Map.copyOf(vector);
    } catch (IOException noLinux) {
      return Map.of();
    }
  }
}
