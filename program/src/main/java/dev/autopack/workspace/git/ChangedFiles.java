package dev.autopack.workspace.git;

import dev.autopack.workspace.Workspace.ChangedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code git diff-tree --raw --numstat -z}: first all raw records, then all counts. */
final class ChangedFiles {
  private record Counts(int added, int deleted) {}

  private ChangedFiles() {}

  static List<ChangedFile> parse(String text) {
    var fields = text.split("\0", -1);
    record Raw(char status, String path, Optional<String> from) {}
    var raws = new ArrayList<Raw>();
    Map<String, Counts> counts = new HashMap<>();
    int i = 0;
    while (i < fields.length && !fields[i].isEmpty()) {
      var field = fields[i];
      if (field.startsWith(":")) {
        var status = field.charAt(field.lastIndexOf(' ') + 1);
        var moved = status == 'R' || status == 'C';
        raws.add(
            moved
                ? new Raw(status, fields[i + 2], Optional.of(fields[i + 1]))
                : new Raw(status, fields[i + 1], Optional.empty()));
        i += moved ? 3 : 2;
        continue;
      }
      var parts = field.split("\t", -1);
      var count = new Counts(number(parts[0]), number(parts[1]));
      // A rename's paths follow as fields of their own.
      var renamed = parts[2].isEmpty();
      counts.put(renamed ? fields[i + 2] : parts[2], count);
      i += renamed ? 3 : 1;
    }
    return raws.stream()
        .map(raw -> {
          var count = counts.getOrDefault(raw.path(), new Counts(0, 0));
          return new ChangedFile(
              raw.status(), raw.path(), raw.from(), count.added(), count.deleted());
        })
        .toList();
  }

  private static int number(String text) {
    return text.equals("-") ? -1 : Integer.parseInt(text);
  }
}
