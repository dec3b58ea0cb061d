package dev.autopack.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds where a replacement fits though the file has lines between its unchanged ones that were not
 * sent, or lacks some unchanged ones that were.
 *
 * <p>A line of the file that was not sent stays, so it must lie between two lines that are left
 * alone with nothing new between them: else nobody can tell on which side the new lines go. A line
 * that is not in the file is not written into it. All other lines must be there, in a run, and be
 * many more.
 */
final class GappedPlaces {
  private static final int MAX_GAPS = 3;
  private static final int LEAST_FOUND = 3;

  /** How many lines must be found for each that is missing or too many. */
  private static final int FOUND_A_GAP = 3;

  private final TextLines file;
  private final TextLines wanted;
  private final TextLines fresh;
  private final Alignment alignment;
  private final boolean[] isNewBehind;

  private GappedPlaces(TextLines file, TextLines wanted, TextLines fresh, Alignment alignment) {
    this.file = file;
    this.wanted = wanted;
    this.fresh = fresh;
    this.alignment = alignment;
    this.isNewBehind = newBehind();
  }

  /**
   * What is to be known of a replacement.
   *
   * @param starts lines of the file at which it may begin, most of its lines being where they
   *     should
   */
  static List<Place> find(
      TextLines file,
      TextLines wanted,
      TextLines fresh,
      Alignment alignment,
      List<Integer> starts) {
    if (!wanted.hasFinalLineEnd() || !(fresh.size() == 0 || fresh.hasFinalLineEnd())) {
      return List.of();
    }
    var search = new GappedPlaces(file, wanted, fresh, alignment);
    Map<List<Integer>, Place> places = new LinkedHashMap<>();
    for (int start : starts) {
      for (int shift = -MAX_GAPS; shift <= MAX_GAPS; shift++) {
        search
            .lines(start + shift)
            .ifPresent(lines ->
                search
                    .place(lines)
                    .ifPresent(
                        place -> places.putIfAbsent(List.of(place.from(), place.to()), place)));
      }
    }
    return List.copyOf(places.values());
  }

  /** Whether something new stands directly behind an old line. */
  private boolean[] newBehind() {
    var behind = new boolean[wanted.size() + 1];
    var last = 0;
    for (int i = 0; i < fresh.size(); i++) {
      var old = alignment.oldOf(i);
      if (old < 0) {
        behind[last] = true;
      } else {
        last = old + 1;
      }
    }
    return behind;
  }

  /** For each wanted line its line of the file, or -1, the first wanted line at a line. */
  private Optional<int[]> lines(int start) {
    var lines = new int[wanted.size()];
    Arrays.fill(lines, -1);
    var at = start;
    var gaps = 0;
    var found = 0;
    for (int i = 0; i < wanted.size(); i++) {
      var ahead = ahead(at, i, i > 0 && lines[i - 1] >= 0);
      if (ahead >= 0) {
        gaps += ahead - at;
        lines[i] = ahead;
        at = ahead + 1;
        found += wanted.isBlank(i) ? 0 : 1;
      } else if (alignment.keeps(i)) {
        gaps++;
      } else {
        return Optional.empty();
      }
      if (gaps > MAX_GAPS) {
        return Optional.empty();
      }
    }
    return gaps > 0 && found >= LEAST_FOUND && found >= gaps * FOUND_A_GAP
        ? Optional.of(lines)
        : Optional.empty();
  }

  /**
   * Where a wanted line stands, from a line on; -1 where it does not, or not close by.
   *
   * @param mayPass whether the line before it was found, so that others may lie between
   */
  private int ahead(int from, int line, boolean mayPass) {
    var mayPassHere =
        mayPass && alignment.keeps(line) && alignment.keeps(line - 1) && !isNewBehind[line];
    // Where the next one stands right here, this one is too many.
    var isTooMany =
        alignment.keeps(line)
            && line + 1 < wanted.size()
            && !wanted.isBlank(line + 1)
            && stands(from, line + 1);
    if (stands(from, line)) {
      return from;
    }
    for (int skip = 1; skip <= (mayPassHere && !isTooMany ? MAX_GAPS : 0); skip++) {
      var at = from + skip;
      if (stands(at, line)) {
        return at;
      }
    }
    return -1;
  }

  private boolean stands(int at, int line) {
    return at >= 0
        && at < file.size()
        && file.hash(at) == wanted.hash(line)
        && Likeness.TYPED.same(file, at, wanted, line);
  }

  private Optional<Place> place(int[] lines) {
    var pairs = new ArrayList<Indentation.Pair>();
    var first = -1;
    var last = -1;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] >= 0) {
        first = first < 0 ? lines[i] : first;
        last = lines[i];
        if (!wanted.isBlank(i)) {
          pairs.add(Indentation.Pair.of(file.words(lines[i]), wanted.words(i)));
        }
      }
    }
    var from = first;
    var to = last;
    return newLinesHaveNeighbours(lines)
        ? Indentation.shift(pairs)
            .map(shift ->
                new Place(
                    file.start(from),
                    file.end(to),
                    Rung.DRIFTED_CONTEXT,
                    () -> text(lines, from, to, shift)))
        : Optional.empty();
  }

  private boolean newLinesHaveNeighbours(int[] lines) {
    for (int i = 0; i < isNewBehind.length; i++) {
      var isAlone =
          isNewBehind[i] && !((i > 0 && lines[i - 1] >= 0) || (i < lines.length && lines[i] >= 0));
      if (isAlone) {
        return false;
      }
    }
    return true;
  }

  /** The file's own lines but for those that go, and the new ones in their places. */
  private Optional<String> text(int[] lines, int from, int to, Indentation.Shift shift) {
    var goes = new boolean[to - from + 1];
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] >= 0 && !alignment.keeps(i)) {
        goes[lines[i] - from] = true;
      }
    }
    var out = new StringBuilder();
    var at = from;
    for (int i = 0; i < fresh.size(); i++) {
      var old = alignment.oldOf(i);
      if (old >= 0) {
        for (; at <= lines[old]; at++) {
          append(out, at, goes[at - from]);
        }
      } else {
        var words = shift.apply(fresh.words(i));
        if (words.isEmpty()) {
          return Optional.empty();
        }
        out.append(words.get()).append(file.lineEnd(from));
      }
    }
    for (; at <= to; at++) {
      append(out, at, goes[at - from]);
    }
    return Optional.of(withTheEndOf(out, to));
  }

  private void append(StringBuilder out, int line, boolean goes) {
    if (!goes) {
      out.append(file.text(), file.start(line), file.end(line));
    }
  }

  /** A file without a final newline stays without one. */
  private String withTheEndOf(StringBuilder out, int to) {
    var text = out.toString();
    return file.lineEnd(to).isEmpty() && text.endsWith("\n")
        ? text.substring(0, text.length() - file.lineEnd(0).length())
        : text;
  }
}
