package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.bench.replay.LineDiff.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a unified diff as git does, but for the lines that name blobs. */
final class DiffHand implements Hand {
  private static final int AROUND = 3;

  /** A file's part of the diff. */
  static Operation.Patch patch(FileTexts file) {
    var old = file.oldPath().orElse(file.path());
    var before = file.before().orElse("");
    var after = file.after().orElse("");
    var hunks =
        file.after().isEmpty()
            ? List.<String>of()
            : hunks(LineDiff.lines(before), LineDiff.lines(after));
    var out = new StringBuilder();
    // Only where the names and the hunks do not say what becomes of the file.
    if (hunks.isEmpty() || file.status() == Commit.Status.RENAMED) {
      out.append("diff --git %s %s\n".formatted(name("a/" + old), name("b/" + file.path())));
      out.append(
          switch (file.status()) {
            case ADDED -> "new file mode 100644\n";
            case DELETED -> "deleted file mode 100644\n";
            case RENAMED ->
                "rename from %s\nrename to %s\n".formatted(name(old), name(file.path()));
            case MODIFIED -> "";
          });
    }
    if (!hunks.isEmpty()) {
      out.append("--- ")
          .append(file.before().isPresent() ? marked("a/" + old) : "/dev/null")
          .append("\n+++ ")
          .append(marked("b/" + file.path()))
          .append('\n');
    }
    return new Operation.Patch(file.path(), out.toString(), hunks);
  }

  /** In quotes where a line would not keep it. */
  private static String name(String path) {
    return path.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')
        ? JsonHand.quoted(path)
        : path;
  }

  /** Git ends a name that holds spaces with a tab. */
  private static String marked(String path) {
    return name(path) + (path.contains(" ") ? "\t" : "");
  }

  private static List<String> hunks(List<String> before, List<String> after) {
    var hunks = new ArrayList<String>();
    var open = new ArrayList<Range>();
    for (var range : LineDiff.of(before, after)) {
      if (!open.isEmpty() && range.oldStart() - open.getLast().oldEnd() > 2 * AROUND) {
        hunks.add(hunk(before, after, open));
        open.clear();
      }
      open.add(range);
    }
    if (!open.isEmpty()) {
      hunks.add(hunk(before, after, open));
    }
    return hunks;
  }

  private static String hunk(List<String> before, List<String> after, List<Range> ranges) {
    int oldStart = Math.max(0, ranges.getFirst().oldStart() - AROUND);
    int newStart = Math.max(0, ranges.getFirst().newStart() - AROUND);
    int oldEnd = Math.min(before.size(), ranges.getLast().oldEnd() + AROUND);
    int newEnd = Math.min(after.size(), ranges.getLast().newEnd() + AROUND);
    var lines = new StringBuilder();
    int at = oldStart;
    for (var range : ranges) {
      add(lines, ' ', before.subList(at, range.oldStart()));
      add(lines, '-', before.subList(range.oldStart(), range.oldEnd()));
      add(lines, '+', after.subList(range.newStart(), range.newEnd()));
      at = range.oldEnd();
    }
    add(lines, ' ', before.subList(at, oldEnd));
    return "@@ -%s +%s @@\n%s".formatted(span(oldStart, oldEnd), span(newStart, newEnd), lines);
  }

  private static String span(int start, int end) {
    int count = end - start;
    int first = count == 0 ? start : start + 1;
    return count == 1 ? Integer.toString(first) : first + "," + count;
  }

  private static void add(StringBuilder out, char sign, List<String> lines) {
    for (var line : lines) {
      out.append(sign).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  @Override
  public String opening() {
    return "";
  }

  @Override
  public String operation(Operation operation, boolean isFirst) {
    return operation instanceof Operation.Patch(_, var header, var hunks)
        ? header + String.join("", hunks)
        : "";
  }

  @Override
  public String rest(Operation operation, Resume where, boolean isFirst) {
    if (!(operation instanceof Operation.Patch(var path, var _, var hunks))) {
      return "";
    }
    var out = new StringBuilder("+++ %s\n".formatted(marked("b/" + path)));
    if (where.text() == hunks.size()) {
      return out.toString();
    }
    var hunk = hunks.get(where.text());
    if (where.from() == 0) {
      out.append(hunk);
    } else {
      out.append("@@ ... @@\n");
      LineDiff.lines(where.anchor()).forEach(line -> add(out, ' ', List.of(line)));
      out.append(hunk, hunk.lastIndexOf('\n', where.from() - 1) + 1, hunk.length());
    }
    return out.append(String.join("", hunks.subList(where.text() + 1, hunks.size()))).toString();
  }

  /**
   * Where a hunk goes on of which so many old and new lines are there, the unchanged ones among
   * both.
   *
   * @param shown how many of the new ones are to be said again
   * @param begun how many characters of a further line are there
   */
  static Optional<Resume> resume(
      Operation.Patch patch, int hunk, int oldLines, int newLines, int shown, int begun) {
    if (hunk >= patch.hunks().size()) {
      return Optional.empty();
    }
    var body = LineDiff.lines(patch.hunks().get(hunk));
    var fresh = new ArrayList<String>();
    int old = 0;
    int at = 1;
    while (at < body.size() && (old < oldLines || fresh.size() < newLines)) {
      char sign = body.get(at).charAt(0);
      if (sign == ' ' || sign == '-') {
        old++;
      }
      if (sign == ' ' || sign == '+') {
        fresh.add(body.get(at).substring(1));
      }
      at++;
    }
    if (old != oldLines || fresh.size() != newLines) {
      return Optional.empty();
    }
    var anchor = fresh.subList(Math.max(0, fresh.size() - shown), fresh.size());
    int chars = body.subList(0, at).stream().mapToInt(String::length).sum();
    // A further line has its sign in front.
    return Optional.of(
        new Resume(hunk, String.join("", anchor), chars + (begun > 0 ? begun + 1 : 0)));
  }

  @Override
  public int written(Operation operation, int text, int chars) {
    if (!(operation instanceof Operation.Patch(_, var header, var hunks))) {
      return 0;
    }
    var whole = hunks.subList(0, text).stream().mapToInt(String::length).sum();
    return header.length() + whole + chars;
  }

  @Override
  public String closing(int count) {
    return "# end %d\n".formatted(count);
  }
}
