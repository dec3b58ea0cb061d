package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;

/** Finds a run of lines in a file, in time that grows with the lines of both and no faster. */
final class LineSearch {
  private LineSearch() {}

  /** Every line of the file at which the wanted lines could begin, in order. */
  static List<Integer> starts(TextLines file, TextLines wanted, Likeness likeness) {
    var starts = new ArrayList<Integer>();
    if (wanted.size() == 0) {
      return starts;
    }
    var shorter = shorter(wanted, likeness);
    var fitting = 0;
    for (int line = 0; line < file.size(); line++) {
      while (fitting > 0
          && (fitting == wanted.size() || !same(likeness, file, line, wanted, fitting))) {
        fitting = shorter[fitting - 1];
      }
      if (same(likeness, file, line, wanted, fitting)) {
        fitting++;
      }
      if (fitting == wanted.size()) {
        starts.add(line - fitting + 1);
      }
    }
    return starts;
  }

  /** For each beginning of the lines, the longest shorter beginning that it also ends with. */
  private static int[] shorter(TextLines wanted, Likeness likeness) {
    var shorter = new int[wanted.size()];
    var fitting = 0;
    for (int line = 1; line < wanted.size(); line++) {
      while (fitting > 0 && !same(likeness, wanted, line, wanted, fitting)) {
        fitting = shorter[fitting - 1];
      }
      if (same(likeness, wanted, line, wanted, fitting)) {
        fitting++;
      }
      shorter[line] = fitting;
    }
    return shorter;
  }

  private static boolean same(Likeness likeness, TextLines a, int line, TextLines b, int other) {
    return a.hash(line) == b.hash(other) && likeness.same(a, line, b, other);
  }
}
