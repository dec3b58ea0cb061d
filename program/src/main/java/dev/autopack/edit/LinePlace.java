package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a file that the lines of a replacement stand for. What the replacement leaves alone
 * keeps the file's own spelling; new lines are moved as the old ones were.
 *
 * @param start the first line in the file; where context drifted it may lie before it
 */
record LinePlace(TextLines file, int start, TextLines wanted, Indentation.Shift shift) {

  /** The place at a line; empty where no one shift of indentation explains all its lines. */
  static Optional<LinePlace> at(TextLines file, int start, TextLines wanted) {
    var pairs = new ArrayList<Indentation.Pair>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.isBlank(i)) {
        pairs.add(Indentation.Pair.of(file.words(start + i), wanted.words(i)));
      }
    }
    return Indentation.shift(pairs).map(shift -> new LinePlace(file, start, wanted, shift));
  }

  /** Every place where the wanted lines stand. */
  static List<LinePlace> all(TextLines file, TextLines wanted, Likeness likeness) {
    return LineSearch.starts(file, wanted, likeness).stream()
        .map(start -> at(file, start, wanted))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether the file's lines have just this in front of those that were sent. */
  boolean isShiftedBy(String add) {
    return shift.equals(new Indentation.Shift(0, false, "", add));
  }

  /** The same place, with new lines as they were sent. */
  LinePlace unshifted() {
    return new LinePlace(file, start, wanted, new Indentation.Shift(0, false, "", ""));
  }

  /** Where the place begins in the text. */
  int from() {
    return file.start(Math.clamp(start, 0, file.size()));
  }

  /** Where the place ends in the text. */
  int to() {
    var last = Math.min(start + wanted.size(), file.size()) - 1;
    if (last < 0) {
      return 0;
    }
    return wanted.hasFinalLineEnd() ? file.end(last) : file.wordsEnd(last);
  }

  /** What is to stand in the place; empty where new lines cannot be moved as the old ones were. */
  Optional<String> with(TextLines fresh, Alignment alignment) {
    var out = new StringBuilder();
    for (int i = 0; i < fresh.size(); i++) {
      var old = alignment.oldOf(i);
      if (old >= 0 && !isInside(start + old)) {
        continue;
      }
      var words = old >= 0 ? Optional.of(file.words(start + old)) : shift.apply(fresh.words(i));
      if (words.isEmpty()) {
        return Optional.empty();
      }
      var isLast = i == fresh.size() - 1;
      out.append(words.get()).append(isLast ? lastLineEnd(fresh) : lineEnd(old));
    }
    return Optional.of(out.toString());
  }

  private boolean isInside(int line) {
    return line >= 0 && line < file.size();
  }

  /** A line that stays has its own line end; a new one that of the first line around here. */
  private String lineEnd(int old) {
    var own = old >= 0 ? file.lineEnd(start + old) : "";
    if (!own.isEmpty()) {
      return own;
    }
    return List.of(start, start - 1, 0).stream()
        .filter(this::isInside)
        .map(file::lineEnd)
        .filter(end -> !end.isEmpty())
        .findFirst()
        .orElse("\n");
  }

  /** A file without a final newline stays without one, even where whole lines were sent. */
  private String lastLineEnd(TextLines fresh) {
    if (!fresh.hasFinalLineEnd()) {
      return "";
    }
    var last = start + wanted.size() - 1;
    return wanted.hasFinalLineEnd() && isInside(last) ? file.lineEnd(last) : lineEnd(-1);
  }
}
