package dev.autopack.edit;

import dev.autopack.edit.FileEdit.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the one place that a replacement means and puts the new text there.
 *
 * <p>Looks from the strictest rung to the loosest and stops at the first that finds anything: one
 * place is taken, several are refused, never guessed. The rungs below exact compare whole lines and
 * keep the file's own spelling of every line that the replacement leaves alone. Line ends are those
 * of the file: text sent with LF alone goes into a CRLF file with CRLF.
 */
public final class Matching {
  private static final int PLACES_NAMED = 5;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private Matching() {}

  /** What came of one replacement. */
  public sealed interface Match {
    /** The whole text afterwards. */
    record Replaced(String text, Rung rung) implements Match {}

    /** No place, or several; {@code why} is a sentence for the builder. */
    record Refused(String why) implements Match {}
  }

  /** Does the replacement in the text. */
  public static Match replace(String text, Replacement replacement) {
    var wanted = inTheTextsLineEnds(text, withoutForeignMark(text, replacement));
    var places = exactPlaces(text, wanted.before());
    if (places.size() == 1) {
      var start = places.getFirst();
      if (isLineWithoutIndentation(text, start, wanted.before())
          && replaceLines(text, wanted) instanceof Match.Replaced replaced) {
        return replaced;
      }
      var end = start + wanted.before().length();
      return new Match.Replaced(
          text.substring(0, start) + wanted.after() + text.substring(end), Rung.EXACT);
    }
    if (!places.isEmpty()) {
      return ambiguous(places.stream().map(at -> lineNumber(text, at)).toList(), Rung.EXACT);
    }
    return replaceLines(text, wanted);
  }

  /** A whole line that lacks its indentation: the new lines lack it too, not the first alone. */
  private static boolean isLineWithoutIndentation(String text, int start, String before) {
    var lineStart = text.lastIndexOf('\n', start - 1) + 1;
    return before.endsWith("\n") && lineStart < start && text.substring(lineStart, start).isBlank();
  }

  private static Match replaceLines(String text, Replacement wanted) {
    var file = TextLines.of(text);
    var lines = TextLines.of(wanted.before());
    if (wanted.before().isBlank()) {
      return new Match.Refused("it is nothing but white space, which has no place of its own");
    }
    for (var rung : List.of(Rung.TRAILING_SPACE, Rung.INDENTATION)) {
      var places = new ArrayList<LinePlace>();
      for (int start = 0; start + lines.size() <= file.size(); start++) {
        LinePlace.find(file, start, lines, rung).ifPresent(places::add);
      }
      if (places.size() > 1) {
        return ambiguous(places.stream().map(place -> place.start() + 1).toList(), rung);
      }
      if (places.size() == 1) {
        return places
            .getFirst()
            .put(wanted)
            .<Match>map(result -> new Match.Replaced(result, rung))
            .orElseGet(() ->
                new Match.Refused(
                    "its lines are indented otherwise than the file's, and the new lines cannot"
                        + " be moved by the same amount"));
      }
    }
    return new Match.Refused(ClosestPlace.describe(file, lines));
  }

  private static Match ambiguous(List<Integer> lines, Rung rung) {
    var named =
        lines.stream().limit(PLACES_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    return new Match.Refused(
        "it fits %d places (lines %s%s)%s, and only one may be meant; send more of the lines around it"
            .formatted(
                lines.size(),
                named,
                lines.size() > PLACES_NAMED ? ", ..." : "",
                rung == Rung.EXACT ? "" : " when " + rung.ignores() + " is left out of account"));
  }

  /** Overlapping places count too: "aa" fits "aaa" twice. */
  private static List<Integer> exactPlaces(String text, String wanted) {
    var places = new ArrayList<Integer>();
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      places.add(at);
    }
    return places;
  }

  /** Builders see the mark at the start of a file or they do not; it is never what they mean. */
  private static Replacement withoutForeignMark(String text, Replacement sent) {
    var foreign =
        sent.before().startsWith(BYTE_ORDER_MARK)
            && sent.before().length() > 1
            && !text.startsWith(BYTE_ORDER_MARK);
    if (!foreign) {
      return sent;
    }
    var after = sent.after();
    return new Replacement(
        sent.before().substring(1), after.startsWith(BYTE_ORDER_MARK) ? after.substring(1) : after);
  }

  private static Replacement inTheTextsLineEnds(String text, Replacement sent) {
    var sentReturns = sent.before().indexOf('\r') >= 0 || sent.after().indexOf('\r') >= 0;
    return switch (LineEnds.of(text)) {
      case CRLF ->
          sentReturns
              ? sent
              : new Replacement(LineEnds.toCrlf(sent.before()), LineEnds.toCrlf(sent.after()));
      case LF ->
          sent.before().indexOf('\r') < 0
              ? sent
              : new Replacement(LineEnds.toLf(sent.before()), LineEnds.toLf(sent.after()));
      case MIXED -> sent;
    };
  }

  private static int lineNumber(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}
