package dev.autopack.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds where a replacement fits though some lines that it leaves alone are not as they were sent.
 *
 * <p>Every line that it takes away must stand there, every new line must have a neighbour that
 * does, and two thirds of all lines; a line that differs must still resemble the file's, or lie at
 * the rim.
 */
final class DriftedPlaces {
  private static final int LEAST_FOUND = 2;
  private static final int MAX_TRIED = 100;
  private static final int RIM_LINES = 2;
  private static final double RESEMBLANCE = 0.6;

  private final TextLines file;
  private final TextLines wanted;
  private final TextLines fresh;
  private final Alignment alignment;

  private DriftedPlaces(TextLines file, TextLines wanted, TextLines fresh, Alignment alignment) {
    this.file = file;
    this.wanted = wanted;
    this.fresh = fresh;
    this.alignment = alignment;
  }

  static List<Place> find(TextLines file, TextLines wanted, TextLines fresh, Alignment alignment) {
    return alignment.changesNothing()
        ? List.of()
        : new DriftedPlaces(file, wanted, fresh, alignment).all();
  }

  private List<Place> all() {
    var words = words();
    var needed = Math.max(Math.min(LEAST_FOUND, words), (2 * words + 2) / 3);
    var places = new ArrayList<Place>();
    var votes = ClosestPlace.votes(file, wanted);
    for (var vote : votes.entrySet()) {
      if (vote.getValue() >= needed) {
        at(vote.getKey(), needed, places);
      }
    }
    return places.isEmpty()
        ? GappedPlaces.find(file, wanted, fresh, alignment, likely(votes))
        : places;
  }

  /** Where most of the lines before a gap, or behind it, are where they should be. */
  private static List<Integer> likely(Map<Integer, Integer> votes) {
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() >= LEAST_FOUND)
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(MAX_TRIED)
        .map(Map.Entry::getKey)
        .toList();
  }

  private int words() {
    var count = 0;
    for (int i = 0; i < wanted.size(); i++) {
      count += wanted.isBlank(i) ? 0 : 1;
    }
    return count;
  }

  private void at(int start, int needed, List<Place> places) {
    var found = new boolean[wanted.size()];
    var pairs = new ArrayList<Indentation.Pair>();
    for (int i = 0; i < wanted.size(); i++) {
      var line = start + i;
      found[i] = line >= 0 && line < file.size() && Likeness.TYPED.same(file, line, wanted, i);
      if (found[i] && !wanted.isBlank(i)) {
        pairs.add(Indentation.Pair.of(file.words(line), wanted.words(i)));
      }
    }
    if (pairs.size() >= needed && isSound(start, found)) {
      Indentation.shift(pairs)
          .map(shift -> new LinePlace(file, start, wanted, shift))
          .map(place -> Place.of(place, Rung.DRIFTED_CONTEXT, fresh, alignment))
          .ifPresent(places::add);
    }
  }

  private boolean isSound(int start, boolean[] found) {
    for (int i = 0; i < found.length; i++) {
      if (!found[i] && !(alignment.keeps(i) && mayDiffer(start, i, found))) {
        return false;
      }
    }
    return newLinesHaveNeighbours(found);
  }

  private boolean mayDiffer(int start, int index, boolean[] found) {
    var line = start + index;
    var isInside = line >= 0 && line < file.size();
    if (isInside && resemble(file.words(line).strip(), wanted.words(index).strip())) {
      return true;
    }
    return isRim(index, found) && (wanted.isBlank(index) || count(found) > RIM_LINES);
  }

  /** Whether all lines from here to one end, two at most, differ. */
  private static boolean isRim(int index, boolean[] found) {
    var before = 0;
    while (before < found.length && !found[before]) {
      before++;
    }
    var after = 0;
    while (after < found.length && !found[found.length - 1 - after]) {
      after++;
    }
    return (index < before && before <= RIM_LINES)
        || (index >= found.length - after && after <= RIM_LINES);
  }

  private static int count(boolean[] found) {
    var count = 0;
    for (var it : found) {
      count += it ? 1 : 0;
    }
    return count;
  }

  private boolean newLinesHaveNeighbours(boolean[] found) {
    var last = -1;
    for (int i = 0; i < fresh.size(); i++) {
      var old = alignment.oldOf(i);
      if (old >= 0) {
        last = old;
      } else if (!((last >= 0 && found[last]) || (last + 1 < found.length && found[last + 1]))) {
        return false;
      }
    }
    return true;
  }

  /** By the pairs of neighbouring characters that two lines share. */
  private static boolean resemble(String a, String b) {
    if (a.length() < 2 || b.length() < 2) {
      return a.equals(b);
    }
    Map<String, Integer> pairs = new HashMap<>();
    for (int i = 0; i + 1 < a.length(); i++) {
      pairs.merge(a.substring(i, i + 2), 1, Integer::sum);
    }
    var shared = 0;
    for (int i = 0; i + 1 < b.length(); i++) {
      var left = pairs.merge(b.substring(i, i + 2), -1, Integer::sum);
      shared += left >= 0 ? 1 : 0;
    }
    return 2.0 * shared / (a.length() + b.length() - 2) >= RESEMBLANCE;
  }
}
