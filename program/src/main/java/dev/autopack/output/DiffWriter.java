package dev.autopack.output;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes changes as a unified diff, which {@code git apply} takes too. A diff is written against
 * the tree before it, so unlike other formats it needs more than the units.
 */
public final class DiffWriter {
  private static final int UNCHANGED_LINES = 3;

  private final StringBuilder out = new StringBuilder();

  private DiffWriter() {}

  /**
   * A whole reply: what the edits make of the tree, and the end line.
   *
   * @throws IllegalArgumentException where the edits do not fit the tree
   */
  public static String write(Tree before, List<FileEdit> edits) {
    return switch (Resolver.resolve(before, new Proposal(edits))) {
      case Resolution.Resolved(var changes, _) -> write(changes);
      case Resolution.Refused(var problems) ->
          throw new IllegalArgumentException(
              problems.stream().map(Resolution.Problem::text).collect(Collectors.joining("; ")));
    };
  }

  /** A whole reply: a section a file, and the end line. */
  public static String write(ChangeSet changes) {
    var writer = new DiffWriter();
    var sources = writer.renames(changes);
    var count = 0;
    for (var change : changes.changes()) {
      if (!(change.after().isEmpty() && sources.containsKey(change.path()))) {
        writer.section(change, sources);
        count++;
      }
    }
    return writer.out.append(end(count)).toString();
  }

  /** What closes a reply. */
  static String end(int count) {
    return "# end %d\n".formatted(count);
  }

  /** The files that are gone because another one came of them, with the text they had. */
  private Map<RepoPath, FileChange> renames(ChangeSet changes) {
    var gone = new HashMap<RepoPath, FileChange>();
    changes.changes().stream()
        .filter(change -> change.after().isEmpty())
        .forEach(change -> gone.put(change.path(), change));
    var claimed =
        changes.changes().stream()
            .filter(change -> change.before().isEmpty())
            .flatMap(change -> change.renamedFrom().stream())
            .toList();
    gone.keySet().retainAll(claimed);
    return gone;
  }

  private void section(FileChange change, Map<RepoPath, FileChange> sources) {
    var source = change.before().isPresent() ? Optional.<RepoPath>empty() : change.renamedFrom();
    var moved = source.map(sources::get);
    var from = moved.map(FileChange::path).orElse(change.path());
    var before = moved.map(FileChange::before).orElse(change.before());
    out.append("diff --git %s %s\n".formatted(name("a/", from), name("b/", change.path())));
    if (moved.isPresent()) {
      out.append(
          "rename from %s\nrename to %s\n".formatted(name("", from), name("", change.path())));
    } else if (before.isEmpty()) {
      out.append("new file mode 100644\n");
    } else if (change.after().isEmpty()) {
      out.append("deleted file mode 100644\n");
    }
    hunks(before, change.after(), from, change.path());
  }

  private void hunks(Optional<String> before, Optional<String> after, RepoPath from, RepoPath to) {
    var oldLines = lines(before.orElse(""));
    var newLines = lines(after.orElse(""));
    var changes = LineDiff.between(oldLines, newLines);
    if (changes.isEmpty()) {
      return;
    }
    out.append("--- ").append(before.isEmpty() ? DiffName.NONE : named("a/", from)).append('\n');
    out.append("+++ ").append(after.isEmpty() ? DiffName.NONE : named("b/", to)).append('\n');
    var group = new ArrayList<LineDiff.Change>();
    for (var change : changes) {
      if (!group.isEmpty() && change.oldStart() - group.getLast().oldEnd() > 2 * UNCHANGED_LINES) {
        hunk(group, oldLines, newLines);
        group.clear();
      }
      group.add(change);
    }
    hunk(group, oldLines, newLines);
  }

  private void hunk(List<LineDiff.Change> group, List<String> oldLines, List<String> newLines) {
    var first = group.getFirst();
    var last = group.getLast();
    var lead = Math.min(UNCHANGED_LINES, first.oldStart());
    var trail = Math.min(UNCHANGED_LINES, oldLines.size() - last.oldEnd());
    var oldFrom = first.oldStart() - lead;
    var newFrom = first.newStart() - lead;
    out.append(
        "@@ -%s +%s @@\n"
            .formatted(
                range(oldFrom, last.oldEnd() + trail), range(newFrom, last.newEnd() + trail)));
    var at = oldFrom;
    for (var change : group) {
      signed(' ', oldLines.subList(at, change.oldStart()));
      signed('-', oldLines.subList(change.oldStart(), change.oldEnd()));
      signed('+', newLines.subList(change.newStart(), change.newEnd()));
      at = change.oldEnd();
    }
    signed(' ', oldLines.subList(at, last.oldEnd() + trail));
  }

  /** Lines as a header names them: the first, from 1, or where there is none the one before. */
  private static String range(int from, int to) {
    var count = to - from;
    var start = count == 0 ? from : from + 1;
    return count == 1 ? Integer.toString(start) : "%d,%d".formatted(start, count);
  }

  private void signed(char sign, List<String> lines) {
    for (var line : lines) {
      out.append(sign).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  /** A line and its line feed are one thing: without it the same words are another line. */
  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    var start = 0;
    while (start < text.length()) {
      var feed = text.indexOf('\n', start);
      var end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private static String name(String prefix, RepoPath path) {
    return DiffName.written(prefix, path.value());
  }

  /** As in the lines above the hunks, where a name with a space is closed off by a tab. */
  private static String named(String prefix, RepoPath path) {
    var name = name(prefix, path);
    return name.indexOf(' ') >= 0 && !name.startsWith("\"") ? name + "\t" : name;
  }
}
