package dev.autopack.edit;

import dev.autopack.edit.FileEdit.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines of a file that fit the lines of a replacement when some white space is left out. */
record LinePlace(TextLines file, int start, TextLines wanted, Indentation.Shift shift) {

  static Optional<LinePlace> find(TextLines file, int start, TextLines wanted, Rung rung) {
    for (int i = 0; i < wanted.size(); i++) {
      var have = file.words(start + i);
      var want = wanted.words(i);
      var fits =
          rung == Rung.INDENTATION
              ? have.strip().equals(want.strip())
              : have.stripTrailing().equals(want.stripTrailing());
      if (!fits) {
        return Optional.empty();
      }
    }
    var pairs = new ArrayList<Indentation.Pair>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.words(i).isBlank()) {
        pairs.add(Indentation.Pair.of(file.words(start + i), wanted.words(i)));
      }
    }
    return Indentation.shift(pairs).map(shift -> new LinePlace(file, start, wanted, shift));
  }

  /**
   * The whole text with the new lines in place; empty where they cannot be shifted like the old.
   */
  Optional<String> put(Replacement replacement) {
    var fresh = TextLines.of(replacement.after());
    var same = commonStart(fresh);
    var sameAtEnd = commonEnd(fresh, same);
    var out = new StringBuilder(file.text().substring(0, file.lines().get(start).start()));
    for (int i = 0; i < fresh.size(); i++) {
      var kept = i < same ? i : i - fresh.size() + wanted.size();
      if (i < same || i >= fresh.size() - sameAtEnd) {
        out.append(file.words(start + kept));
      } else {
        var shifted = shift.apply(fresh.words(i));
        if (shifted.isEmpty()) {
          return Optional.empty();
        }
        out.append(shifted.get());
      }
      out.append(i < fresh.size() - 1 ? lineEnd() : lastLineEnd(fresh));
    }
    var last = file.lines().get(start + wanted.size() - 1);
    var end = wanted.hasFinalLineEnd() ? last.end() : last.wordsEnd();
    return Optional.of(out.append(file.text().substring(end)).toString());
  }

  /** A file without a final newline stays without one, even where whole lines were sent. */
  private String lastLineEnd(TextLines fresh) {
    if (!fresh.hasFinalLineEnd()) {
      return "";
    }
    return wanted.hasFinalLineEnd() ? file.lineEnd(start + wanted.size() - 1) : lineEnd();
  }

  private int commonStart(TextLines fresh) {
    var count = 0;
    while (count < Math.min(wanted.size(), fresh.size())
        && wanted.words(count).equals(fresh.words(count))) {
      count++;
    }
    return count;
  }

  private int commonEnd(TextLines fresh, int taken) {
    var count = 0;
    while (count < Math.min(wanted.size(), fresh.size()) - taken
        && wanted.words(wanted.size() - 1 - count).equals(fresh.words(fresh.size() - 1 - count))) {
      count++;
    }
    return count;
  }

  /** The line end that new lines get: that of the first line around here that has one. */
  private String lineEnd() {
    return List.of(start, Math.max(start - 1, 0)).stream()
        .map(file::lineEnd)
        .filter(end -> !end.isEmpty())
        .findFirst()
        .orElse("\n");
  }
}
