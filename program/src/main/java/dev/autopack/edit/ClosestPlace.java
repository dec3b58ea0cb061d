package dev.autopack.edit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says where in a file a text that was not found nearly stands. */
final class ClosestPlace {
  private static final int LINES_SHOWN = 8;
  private static final int CHARS_SHOWN = 160;
  private static final int MAX_REPEATS = 8;

  /** Of a line's number, what tells at little cost that no wanted line has it. */
  private static final int MASK = 0xffff;

  private ClosestPlace() {}

  static String describe(TextLines file, TextLines wanted) {
    if (file.size() == 0) {
      return "it was not found: the file is empty";
    }
    var votes = votes(file, wanted);
    if (votes.isEmpty()) {
      return "it was not found: none of its lines stands in the file, which has %d lines"
          .formatted(file.size());
    }
    var best =
        votes.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey((a, b) -> b - a)))
            .orElseThrow()
            .getKey();
    return "it was not found; the closest place is line %d of the file:\n%s"
        .formatted(Math.max(best, 0) + 1, shown(file, wanted, best));
  }

  /** For each start in the file, how many wanted lines stand where they should. */
  static Map<Integer, Integer> votes(TextLines file, TextLines wanted) {
    var places = new HashMap<Integer, List<Integer>>();
    for (int i = 0; i < wanted.size(); i++) {
      var words = wanted.plain(i);
      if (words.length() > 1 || Likeness.isWord(words)) {
        places.computeIfAbsent(wanted.hash(i), _ -> new ArrayList<>()).add(i);
      }
    }
    // What a text says over and over tells nothing of the place, and would cost its square.
    places.values().removeIf(offsets -> offsets.size() > MAX_REPEATS);
    var few = new BitSet();
    places.keySet().forEach(hash -> few.set(hash & MASK));
    var votes = new HashMap<Integer, Integer>();
    for (int i = 0; i < file.size(); i++) {
      if (!few.get(file.hash(i) & MASK)) {
        continue;
      }
      for (var offset : places.getOrDefault(file.hash(i), List.of())) {
        votes.merge(i - offset, 1, Integer::sum);
      }
    }
    return votes;
  }

  private static String shown(TextLines file, TextLines wanted, int start) {
    var out = new StringBuilder();
    var first = Math.max(start, 0);
    var end = Math.min(file.size(), start + wanted.size());
    for (int i = first; i < Math.min(end, first + LINES_SHOWN); i++) {
      var same = file.words(i).equals(wanted.words(i - start));
      out.append(same ? "  " : "> ").append(bounded(file.words(i))).append('\n');
    }
    if (end > first + LINES_SHOWN) {
      out.append("  ... %d more lines\n".formatted(end - first - LINES_SHOWN));
    }
    return out.append("Lines marked '>' differ from what was sent.").toString();
  }

  private static String bounded(String line) {
    return line.length() <= CHARS_SHOWN ? line : line.substring(0, CHARS_SHOWN) + "...";
  }
}
