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
 */
record ProcessStat(long session, long started) {
  /**
   * Empty where there is no such process, where it is dead and only not yet collected, or no Linux.
   */
  static Optional<ProcessStat> read(long pid) {
    return readFile(pid, "stat").flatMap(ProcessStat::parse);
  }

  private static Optional<ProcessStat> parse(String stat) {
    // The name, in parentheses, may hold anything, parentheses and spaces too.
    var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length < 20 || fields[0].equals("Z") || fields[0].equals("X")
        ? Optional.empty()
        : Optional.of(new ProcessStat(Long.parseLong(fields[3]), Long.parseLong(fields[19])));
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
