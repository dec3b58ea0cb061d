package dev.autopack.output;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is still to be said of a diff, as one who knows it all goes on from what is kept. */
final class RestOfDiff {
  private final List<String> sections;
  private final Merged kept;

  RestOfDiff(ChangeSet changes, Merged kept) {
    var diff = DiffWriter.write(changes);
    var whole = diff.substring(0, diff.lastIndexOf("# end "));
    this.sections = whole.isEmpty() ? List.of() : List.of(whole.split("(?m)(?=^diff --git )", -1));
    this.kept = kept;
  }

  String reply() {
    var left = new ArrayList<String>();
    for (var section : sections) {
      var path = path(section);
      if (kept.edits().stream().map(FileEdit::path).noneMatch(path::equals)) {
        left.add(
            kept.open().stream()
                .filter(open -> open.path().equals(path))
                .findFirst()
                .map(open -> rest(section, open))
                .orElse(section));
      }
    }
    return String.join("", left) + "# end %d\n".formatted(left.size());
  }

  private static RepoPath path(String section) {
    var read = Replies.read(UnitReaders.ofEndedDiff(ReaderLimits.STANDARD), section);
    return ((Unit.Change) Replies.units(read).getFirst()).edit().path();
  }

  /** The header again, and what is missing: of a hunk that was cut its last lines as context. */
  private static String rest(String section, Partial open) {
    var parts = List.of(section.split("(?m)(?=^@@ -)", -1));
    var header = parts.getFirst();
    if (open.operation() == Partial.Operation.CREATE) {
      // A file that is open is there already.
      var name = header.lines().filter(line -> line.startsWith("+++ ")).findFirst().orElseThrow();
      header = name.replaceFirst("\\+\\+\\+ (\"?)b/", "--- $1a/") + "\n" + name + "\n";
      return header + behind(parts.get(1), "", open.last().text());
    }
    var isOpen = open.tail() == Partial.Tail.OPEN;
    var whole = (open.texts().size() - (isOpen ? 2 : 0)) / 2;
    var rest = String.join("", parts.subList(1 + whole + (isOpen ? 1 : 0), parts.size()));
    if (!isOpen) {
      return header + rest;
    }
    var texts = open.texts();
    return header
        + behind(parts.get(1 + whole), texts.get(texts.size() - 2).text(), texts.getLast().text())
        + rest;
  }

  /** What is left of a hunk of which these old and new lines are there. */
  private static String behind(String hunk, String old, String fresh) {
    var lines = hunk.substring(hunk.indexOf('\n') + 1).split("(?<=\n)", 0);
    var at = 0;
    var oldLeft = count(old);
    var newLeft = count(fresh);
    while (oldLeft > 0 || newLeft > 0) {
      var sign = lines[at++].charAt(0);
      oldLeft -= sign == '-' || sign == ' ' ? 1 : 0;
      newLeft -= sign == '+' || sign == ' ' ? 1 : 0;
    }
    var context =
        Stream.of(Anchor.of(fresh).split("(?<=\n)", 0))
            .filter(line -> !line.isEmpty())
            .map(line -> " " + line + (line.endsWith("\n") ? "" : "\n"))
            .collect(Collectors.joining());
    return "@@ ... @@\n" + context + String.join("", List.of(lines).subList(at, lines.length));
  }

  private static int count(String text) {
    return text.isEmpty() ? 0 : text.split("(?<=\n)", 0).length;
  }
}
