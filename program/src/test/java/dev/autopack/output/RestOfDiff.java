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
  private final Manner manner;

  /** How the builder goes on with a hunk that was cut. */
  enum Manner {
    OBEDIENT,
    /** The whole header again, in a fence and behind prose. */
    WHOLE_HEADER,
    /** More lines than it was asked for, or fewer. */
    LONGER,
    SHORTER,
    OTHER_SPACE,
    /** The hunk again from its first line, or from its second where the first is unchanged. */
    RESTARTS,
    RESTARTS_LATER,
    /** Everything of the file again. */
    ALL_AGAIN
  }

  RestOfDiff(ChangeSet changes, Merged kept) {
    this(changes, kept, Manner.OBEDIENT);
  }

  RestOfDiff(ChangeSet changes, Merged kept, Manner manner) {
    this.manner = manner;
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
    var reply = String.join("", left) + "# end %d\n".formatted(left.size());
    return manner == Manner.WHOLE_HEADER ? "Here is the rest:\n\n````diff\n" + reply : reply;
  }

  private static RepoPath path(String section) {
    var read = Replies.read(UnitReaders.ofEndedDiff(ReaderLimits.STANDARD), section);
    return ((Unit.Change) Replies.units(read).getFirst()).edit().path();
  }

  /** The header again, and what is missing: of a hunk that was cut its last lines as context. */
  private String rest(String section, Partial open) {
    if (manner == Manner.ALL_AGAIN) {
      return section;
    }
    var parts = List.of(section.split("(?m)(?=^@@ -)", -1));
    var header = parts.getFirst();
    if (open.operation() == Partial.Operation.CREATE) {
      // A file that is open is there already.
      var name = header.lines().filter(line -> line.startsWith("+++ ")).findFirst().orElseThrow();
      var names =
          manner == Manner.WHOLE_HEADER
              ? name.replaceFirst("\\+\\+\\+ (\"?)b/", "--- $1a/") + "\n" + name + "\n"
              : name + "\n";
      return names + behind(parts.get(1), "", open.last().text());
    }
    var hunks = Hunks.of(open);
    var isOpen = hunks.open().isPresent();
    var whole = hunks.whole().size() / 2;
    var rest = String.join("", parts.subList(1 + whole + (isOpen ? 1 : 0), parts.size()));
    if (!isOpen) {
      return header + rest;
    }
    var hunk = hunks.open().orElseThrow();
    if (!hunk.hasText()) {
      return header + parts.get(1 + whole) + rest;
    }
    return header + behind(parts.get(1 + whole), hunk.old().text(), hunk.fresh().text()) + rest;
  }

  /** What is left of a hunk of which these old and new lines are there. */
  private String behind(String hunk, String old, String fresh) {
    var lines = hunk.substring(hunk.indexOf('\n') + 1).split("(?<=\n)", 0);
    if (manner == Manner.RESTARTS) {
      return hunk;
    }
    if (manner == Manner.RESTARTS_LATER) {
      var first = lines[0].startsWith(" ") ? 1 : 0;
      return "@@ ... @@\n" + String.join("", List.of(lines).subList(first, lines.length));
    }
    var at = 0;
    var oldLeft = (int) old.lines().count();
    // A line that was begun is said again.
    var newLeft = (int) fresh.chars().filter(c -> c == '\n').count();
    while (oldLeft > 0 || newLeft > 0) {
      var sign = lines[at++].charAt(0);
      oldLeft -= sign == '-' || sign == ' ' ? 1 : 0;
      newLeft -= sign == '+' || sign == ' ' ? 1 : 0;
    }
    var context =
        Stream.of(anchor(fresh).split("(?<=\n)", 0))
            .filter(line -> line.endsWith("\n"))
            .map(line -> " " + spaced(line))
            .collect(Collectors.joining());
    return "@@ ... @@\n" + context + String.join("", List.of(lines).subList(at, lines.length));
  }

  private String spaced(String line) {
    return manner == Manner.OTHER_SPACE && !line.isBlank()
        ? "  " + line.strip().replace("\t", "    ") + "  \n"
        : line;
  }

  private String anchor(String fresh) {
    var anchor = Anchor.of(fresh);
    return switch (manner) {
      case LONGER -> fresh.substring(lineStart(fresh, fresh.length() - anchor.length()));
      case SHORTER -> anchor.substring(anchor.indexOf('\n') + 1);
      default -> anchor;
    };
  }

  private static int lineStart(String text, int end) {
    return end <= 0 ? 0 : text.lastIndexOf('\n', end - 2) + 1;
  }
}
