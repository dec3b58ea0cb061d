package dev.autopack.output;

import java.util.List;
import java.util.Optional;

/**
 * A hunk that a cut left open.
 *
 * @param lines those of its lines that may be its own
 * @param isFollowed whether a line stands behind these that is not
 * @param isAtItsEnd whether there are as many as its header says
 * @param blank what an empty line is in it
 * @param section what its first line says stands above it
 * @param carried whether carriage returns are the reply's and not the file's
 */
record CutHunk(
    List<String> lines,
    boolean isFollowed,
    boolean isAtItsEnd,
    char blank,
    Optional<HunkHeader.Numbers> numbers,
    Optional<String> section,
    boolean carried) {
  CutHunk {
    lines = List.copyOf(lines);
  }

  /**
   * The beginning of a hunk, or all of it.
   *
   * @param isWhole whether its counts hold and nothing can follow
   * @param begun what came of a deleted line behind these, without its sign; empty where none did
   */
  record SoFar(DiffHunk.Closed hunk, boolean isWhole, String begun) {}

  /**
   * Its lines, where something came behind them: no mark of a missing line end follows the last.
   */
  SoFar followed() {
    return isAtItsEnd ? new SoFar(text(lines), true, "") : begun(withoutWhatMayFollow(), "");
  }

  /**
   * What is certain of it.
   *
   * @param rest what came of the line behind its last. It, or its last line where nothing came and
   *     a mark of a missing line end still can, is kept as the beginning of a line if it is surely
   *     one of the hunk
   */
  SoFar before(String rest) {
    var isMarked = rest.startsWith("\\");
    if (isFollowed || (isAtItsEnd && !(rest.isEmpty() || isMarked))) {
      return followed();
    }
    if (!rest.isEmpty() && !isMarked) {
      return isItsOwn(rest) ? begun(lines, rest) : followed();
    }
    if (lines.isEmpty() || DiffHunk.isMarker(sign(lines.getLast()))) {
      return followed();
    }
    var certain = lines.subList(0, lines.size() - 1);
    return begun(certain, isItsOwn(lines.getLast()) ? lines.getLast() : "");
  }

  private SoFar begun(List<String> certain, String rest) {
    var said = text(certain).takenAtItsWord();
    if (!said.after().isEmpty() && !said.after().endsWith("\n")) {
      // A line that has no line end would be taken for the beginning of one.
      var marker = certain.size() - 1;
      while (!DiffHunk.isMarker(sign(certain.get(marker)))) {
        marker--;
      }
      return begun(certain.subList(0, Math.max(0, marker - 1)), "");
    }
    var words = rest.endsWith("\r") ? rest.substring(0, rest.length() - 1) : rest;
    var begun = words.length() > 1 ? words.substring(1) : "";
    if (!words.startsWith("-")) {
      return new SoFar(said.goingOnWith(begun), false, "");
    }
    // Behind an old line that has no line end there is no other.
    var isPossible = said.before().isEmpty() || said.before().endsWith("\n");
    return new SoFar(said, false, isPossible ? begun : "");
  }

  private DiffHunk.Closed text(List<String> own) {
    return new DiffHunkText(DiffHunk.withoutReturns(own, carried), blank)
        .closed(numbers)
        .below(section);
  }

  /** Whether it can be nothing else, as the name of the next file. */
  private boolean isItsOwn(String line) {
    var isSigned =
        line.startsWith(" ")
            || (line.startsWith("+") && !line.startsWith("++"))
            || (line.startsWith("-") && !line.startsWith("--- ") && !"--- ".startsWith(line));
    return isSigned && lines.stream().noneMatch(it -> DiffHunk.isUnsigned(sign(it)));
  }

  private char sign(String line) {
    return DiffHunk.sign(line, blank);
  }

  /** Without empty lines, and names that may be the next file's: only its hunk would show that. */
  private List<String> withoutWhatMayFollow() {
    var end = lines.size() - names();
    while (end > 0 && !DiffHunk.isSigned(lines.get(end - 1))) {
      end--;
    }
    return lines.subList(0, end);
  }

  private int names() {
    var last = lines.isEmpty() ? "" : lines.getLast();
    if (last.startsWith("--- ")) {
      return 1;
    }
    var isPair =
        last.startsWith("+++ ")
            && lines.size() > 1
            && lines.get(lines.size() - 2).startsWith("--- ");
    return isPair ? 2 : 0;
  }
}
