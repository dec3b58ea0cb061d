package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;

/** What the replacements of one edit did to a text so far. */
final class EditHistory {
  private final List<Span> written = new ArrayList<>();
  private final List<Shift> shifts = new ArrayList<>();
  private int lastEnd;

  /** A stretch of the present text that a replacement wrote. */
  private record Span(int from, int to) {}

  /** From a line on, all lines moved. */
  private record Shift(int line, int by) {}

  /** A stretch was replaced by a text of another length. */
  void replaced(TextLines file, Place place, String with) {
    var by = with.length() - (place.to() - place.from());
    for (int i = 0; i < written.size(); i++) {
      var span = written.get(i);
      if (span.from() >= place.to()) {
        written.set(i, new Span(span.from() + by, span.to() + by));
      } else if (span.to() > place.from()) {
        var to = Math.max(span.to(), place.to()) + by;
        written.set(i, new Span(Math.min(span.from(), place.from()), Math.max(to, place.from())));
      }
    }
    lastEnd = place.from() + with.length();
    var old = file.text().substring(place.from(), place.to());
    written.add(changed(old, with, place.from()));
    var lines = feeds(with) - feeds(old);
    if (lines != 0) {
      shifts.add(new Shift(file.at(place.from()), (int) lines));
    }
  }

  /** What a replacement only repeats around its change was there before. */
  private static Span changed(String old, String with, int at) {
    var least = Math.min(old.length(), with.length());
    var start = 0;
    while (start < least && old.charAt(start) == with.charAt(start)) {
      start++;
    }
    var end = 0;
    while (end < least - start
        && old.charAt(old.length() - 1 - end) == with.charAt(with.length() - 1 - end)) {
      end++;
    }
    return new Span(at + start, at + with.length() - end);
  }

  private static long feeds(String text) {
    return text.chars().filter(c -> c == '\n').count();
  }

  /** Whether an earlier replacement wrote part of a place, or made its parts neighbours. */
  boolean wrote(Place place) {
    return written.stream().anyMatch(span -> place.overlaps(span.from(), span.to()));
  }

  /** Where a line of the text as it was at first stands now; both from 0. */
  int lineNow(int first) {
    var line = first;
    for (var shift : shifts) {
      if (shift.line() < line) {
        line += shift.by();
      }
    }
    return line;
  }

  /** Where the last replacement ended. */
  int lastEnd() {
    return lastEnd;
  }
}
