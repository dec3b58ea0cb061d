package dev.autopack.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one document. Not safe for several threads. */
final class MistakeList {
  /** Nobody reads more at once, and a hostile file could hold a million. */
  private static final int SHOWN = 200;

  private final int lines;
  private final Set<Mistake> mistakes = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();

  /** For a document of so many lines. */
  MistakeList(int lines) {
    this.lines = lines;
  }

  /** A parser may notice the end of the file one line after it. */
  void add(Mistake mistake) {
    mistakes.add(
        new Mistake(
            Math.min(mistake.line(), lines),
            mistake.where(),
            mistake.problem(),
            mistake.suggestion()));
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** In the order of their lines. */
  List<Mistake> sorted() {
    var sorted =
        mistakes.stream().sorted(Comparator.comparingInt(Mistake::line)).limit(SHOWN).toList();
    if (mistakes.size() <= SHOWN) {
      return sorted;
    }
    var all = new ArrayList<>(sorted);
    all.add(
        new Mistake(
            sorted.getLast().line(),
            "",
            "There are %d more mistakes.".formatted(mistakes.size() - SHOWN),
            "Correct these first."));
    return List.copyOf(all);
  }
}
