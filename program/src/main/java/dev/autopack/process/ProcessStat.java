package dev.autopack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel says of a living process.
 *
 * @param session the process number of its session's leader
 * @param started in clock ticks after boot: with the number, a name that is never given twice
 * @param ticks of processor time, its own and that of the children it waited for
 */
record ProcessStat(
    long pid,
    long parent,
    long session,
    long started,
    long ticks,
    long threads,
    long residentPages) {
  /**
   * Empty where there is no such process, where it is dead and only not yet collected, or no Linux.
   */
  static Optional<ProcessStat> read(long pid) {
    return readFile(pid, "stat").flatMap(stat -> parse(pid, stat));
  }

  private static Optional<ProcessStat> parse(long pid, String stat) {
    // The name, in parentheses, may hold anything, parentheses and spaces too.
    var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length < 22 || fields[0].equals("Z") || fields[0].equals("X")) {
      return Optional.empty();
    }
    var ticks = 0L;
    for (int i = 11; i <= 14; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return Optional.of(
        new ProcessStat(
            pid,
            Long.parseLong(fields[1]),
            Long.parseLong(fields[3]),
            Long.parseLong(fields[19]),
            ticks,
            Long.parseLong(fields[17]),
            Long.parseLong(fields[21])));
  }

  static Optional<String> readFile(long pid, String name) {
    try {
      var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), name));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
