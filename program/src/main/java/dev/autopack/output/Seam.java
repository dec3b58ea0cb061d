package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an open text and what a model sent to go on from it meet.
 *
 * <p>The model was asked to begin with the {@link Anchor}. What it repeats is found at the end of
 * the open text and left out; white space it changed there does not matter, nor whether it repeats
 * more lines or fewer. The open text is never searched for a place: a join is at its end, or there
 * is none.
 */
final class Seam {
  /** Less of a repeated text, white space aside, can be coincidence. */
  static final int STRONG_MARKS = 8;

  private final String kept;
  private final String more;
  private final String anchor;

  private Seam(String kept, String more) {
    this.kept = kept;
    this.more = more;
    this.anchor = Anchor.of(kept);
  }

  /** The whole text; empty where the two contradict each other or could meet in two ways. */
  static Optional<String> join(String kept, String more) {
    return new Seam(kept, more).joined();
  }

  /** As {@link #join}, of a text that was cut itself: it may stop inside of what it repeats. */
  static Optional<String> joinCut(String kept, String more) {
    var seam = new Seam(kept, more);
    return seam.stopsInsideTheAnchor() ? Optional.of(kept) : seam.joined();
  }

  private boolean stopsInsideTheAnchor() {
    return anchor.startsWith(more) || Blanks.without(anchor).startsWith(Blanks.without(more));
  }

  private Optional<String> joined() {
    if (kept.isEmpty()) {
      return Optional.of(more);
    }
    if (more.startsWith(anchor)) {
      return Optional.of(kept + more.substring(anchor.length()));
    }
    var marks = Blanks.without(anchor).length();
    if (marks < STRONG_MARKS) {
      // All of a short text, or many lines of hardly anything.
      return anchor.equals(kept) && marks >= OpenText.LEAST_MARKS
          ? behindTheAnchor()
          : Optional.empty();
    }
    return behindTheAnchor()
        .or(this::behindOtherLines)
        .or(this::behindTheOpenLine)
        .or(this::withoutAnchor);
  }

  /** The open line is too long to be shown from its beginning, but came again from there. */
  private Optional<String> behindTheOpenLine() {
    var open = Blanks.without(kept.substring(kept.lastIndexOf('\n') + 1));
    if (anchor.indexOf('\n') >= 0 || open.length() < STRONG_MARKS) {
      return Optional.empty();
    }
    var end = Blanks.endOf(open, more, 0);
    return end < 0 ? Optional.empty() : Optional.of(kept + rest(end));
  }

  /** The anchor came with other white space. */
  private Optional<String> behindTheAnchor() {
    var end = Blanks.endOf(anchor, more, 0);
    return end < 0 || goesOnInAWholeLine(end) ? Optional.empty() : Optional.of(kept + rest(end));
  }

  /** The line is ended in the open text, and longer in the other. */
  private boolean goesOnInAWholeLine(int end) {
    var feed = more.indexOf('\n', end);
    return kept.stripTrailing().length() <= kept.lastIndexOf('\n')
        && !more.substring(end, feed < 0 ? more.length() : feed).isBlank();
  }

  /**
   * What goes on behind the last repeated letter. White space at the end of the open text is what
   * comes first in it: it is not added twice, however it is spelt.
   */
  private String rest(int end) {
    var at = end;
    var tail = kept.substring(kept.stripTrailing().length());
    for (int feeds = (int) tail.chars().filter(c -> c == '\n').count(); feeds > 0; feeds--) {
      var feed = more.indexOf('\n', at);
      if (feed < 0 || !more.substring(at, feed).isBlank()) {
        break;
      }
      at = feed + 1;
    }
    var indentation = tail.substring(tail.lastIndexOf('\n') + 1);
    var same = 0;
    while (same < indentation.length()
        && at + same < more.length()
        && more.charAt(at + same) == indentation.charAt(same)) {
      same++;
    }
    return inTheLineEndsOfKept(more.substring(0, end), more.substring(at + same));
  }

  /** The repeated lines show whether line ends were changed on the way. */
  private String inTheLineEndsOfKept(String repeated, String rest) {
    var lines = kept.lines().count();
    var returned = lines > 1 && kept.replace("\r\n", "").indexOf('\n') < 0;
    return returned && repeated.indexOf('\n') >= 0 && more.indexOf('\r') < 0
        ? rest.replace("\n", "\r\n")
        : rest;
  }

  /**
   * More lines than the anchor came, or fewer, but not one alone: texts hold lines twice. All ways
   * in which whole lines at the end of the open text are those at the beginning of the other are
   * looked at; one alone must be convincing.
   */
  private Optional<String> behindOtherLines() {
    var lines = Blanks.lines(kept);
    var half = Blanks.without(kept.substring(kept.lastIndexOf('\n') + 1));
    if (!half.isEmpty()) {
      lines.removeLast();
    }
    var begun = Blanks.lines(more);
    var found = new ArrayList<Integer>();
    for (int size : borders(lines, begun)) {
      var end = begun.get(size - 1).end();
      var whole = half.isEmpty() ? end : Blanks.endOf(half, more, end);
      if (whole >= 0 && (size > 1 || !half.isEmpty()) && isStrong(begun.subList(0, size), half)) {
        found.add(whole);
      }
    }
    return found.size() == 1 ? Optional.of(kept + rest(found.getFirst())) : Optional.empty();
  }

  private static boolean isStrong(List<Blanks.Line> repeated, String half) {
    return half.length() + repeated.stream().mapToInt(it -> it.marks().length()).sum()
        >= STRONG_MARKS;
  }

  /** How many lines at the end of the one are those at the beginning of the other, each way. */
  private static List<Integer> borders(List<Blanks.Line> end, List<Blanks.Line> begin) {
    var size = Math.min(end.size(), begin.size());
    var pattern = begin.subList(0, size).stream().map(Blanks.Line::marks).toList();
    var text = end.subList(end.size() - size, end.size()).stream().map(Blanks.Line::marks).toList();
    var failure = failure(pattern);
    var matched = 0;
    for (var line : text) {
      while (matched > 0 && (matched == size || !pattern.get(matched).equals(line))) {
        matched = failure[matched - 1];
      }
      if (matched < size && pattern.get(matched).equals(line)) {
        matched++;
      }
    }
    var borders = new ArrayList<Integer>();
    for (; matched > 0; matched = failure[matched - 1]) {
      borders.add(matched);
    }
    return borders;
  }

  private static int[] failure(List<String> pattern) {
    var failure = new int[pattern.size()];
    for (int i = 1; i < failure.length; i++) {
      var matched = failure[i - 1];
      while (matched > 0 && !pattern.get(matched).equals(pattern.get(i))) {
        matched = failure[matched - 1];
      }
      failure[i] = pattern.get(matched).equals(pattern.get(i)) ? matched + 1 : 0;
    }
    return failure;
  }

  /**
   * Nothing is repeated at all: believed only behind a whole line, and where the new text begins
   * like no line of the open one.
   */
  private Optional<String> withoutAnchor() {
    var begun = Blanks.lines(more);
    var isBetweenLines = kept.endsWith("\n") && !kept.endsWith("\n\n") && !begun.isEmpty();
    if (!isBetweenLines || more.substring(0, begun.getFirst().end()).contains("\n")) {
      return Optional.empty();
    }
    var first = begun.getFirst().marks();
    var known =
        first.length() < STRONG_MARKS
            || Blanks.lines(kept).stream().anyMatch(line -> line.marks().equals(first));
    return known ? Optional.empty() : Optional.of(kept + more);
  }
}
