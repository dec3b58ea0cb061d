package dev.autopack.workspace.git;

import dev.autopack.workspace.Workspace.ChangedFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Reads what {@code git diff-tree -z --raw --numstat} says: all statuses, then all counts. */
final class ChangedFiles {
  private ChangedFiles() {}

  private record Status(char letter, String path, Optional<String> from) {}

  static List<ChangedFile> parse(String out) {
    var fields = new ArrayDeque<>(Arrays.asList(out.split("\0", -1)));
    var statuses = new ArrayList<Status>();
    while (fields.element().startsWith(":")) {
      statuses.add(status(fields));
    }
    var files = new ArrayList<ChangedFile>();
    for (var status : statuses) {
      var counts = fields.remove().split("\t", 3);
      if (counts[2].isEmpty()) {
        // A rename: its two names follow, and are known already.
        fields.remove();
        fields.remove();
      }
      files.add(
          new ChangedFile(
              status.letter(), status.path(), status.from(), lines(counts[0]), lines(counts[1])));
    }
    return List.copyOf(files);
  }

  private static Status status(Queue<String> fields) {
    var line = fields.remove();
    var letter = line.charAt(line.lastIndexOf(' ') + 1);
    var path = fields.remove();
    return switch (letter) {
      case 'R' -> new Status('R', fields.remove(), Optional.of(path));
      case 'A', 'D' -> new Status(letter, path, Optional.empty());
      // A file that became a link, or the other way round, is a change of one path like others.
      default -> new Status('M', path, Optional.empty());
    };
  }

  private static int lines(String count) {
    return count.equals("-") ? -1 : Integer.parseInt(count);
  }
}
