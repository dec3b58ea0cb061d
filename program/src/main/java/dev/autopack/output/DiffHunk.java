package dev.autopack.output;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A hunk while its lines come in, and what they say once it is over.
 *
 * <p>The counts of its header tell where it ends, if they are right. Often they are not: then it
 * goes on for as long as its lines look like a hunk's, and the counts are only compared.
 */
final class DiffHunk {
  static final char CONTEXT = ' ';
  static final char ADDED = '+';
  static final char DELETED = '-';
  private static final char MARKER = '\\';
  private static final char UNSIGNED = '?';

  private final Optional<HunkHeader.Numbers> numbers;
  private final Optional<String> section;
  private final char blank;
  private final List<String> lines = new ArrayList<>();
  private int oldLines;
  private int newLines;
  private int chars;
  private int satisfiedAt = -1;
  private boolean changedSince;

  /**
   * A hunk without lines yet.
   *
   * @param blankLine what an empty line is in this file: a file that is all new, or all gone, has
   *     no unchanged lines
   */
  DiffHunk(HunkHeader header, char blankLine) {
    numbers = header.numbers();
    section = header.section();
    blank = blankLine == CONTEXT ? blank(numbers) : blankLine;
    noteCounts();
  }

  private static char blank(Optional<HunkHeader.Numbers> numbers) {
    if (numbers.filter(it -> it.oldLines() == 0).isPresent()) {
      return ADDED;
    }
    return numbers.filter(it -> it.newLines() == 0).isPresent() ? DELETED : CONTEXT;
  }

  /** Takes a line without its line feed. */
  void add(String line) {
    lines.add(line);
    chars += line.length() + 1;
    var sign = sign(line, blank);
    if (sign == MARKER) {
      // It belongs to the line above it, so it does not come after the counts are met.
      if (satisfiedAt == lines.size() - 1) {
        satisfiedAt++;
      }
      return;
    }
    oldLines += sign == ADDED ? 0 : 1;
    newLines += sign == DELETED ? 0 : 1;
    changedSince |= satisfiedAt >= 0 && (sign == ADDED || sign == DELETED);
    noteCounts();
  }

  private void noteCounts() {
    if (satisfiedAt < 0
        && numbers.filter(it -> oldLines == it.oldLines()).isPresent()
        && numbers.orElseThrow().newLines() == newLines) {
      satisfiedAt = lines.size();
    }
  }

  /** Whether as many lines have come as its header says. */
  boolean isSatisfied() {
    return satisfiedAt >= 0;
  }

  /** Whether nothing asks for another line, so that one with a name can be the next file's. */
  boolean mayBeFollowedByName() {
    return (isSatisfied() || numbers.isEmpty())
        && !(lines.isEmpty() ? "" : lines.getLast()).startsWith("--- ");
  }

  /** Whether its header leaves room for one more unchanged line. */
  boolean hasRoom() {
    return numbers.filter(it -> oldLines < it.oldLines() && newLines < it.newLines()).isPresent();
  }

  boolean endsBlank() {
    return !lines.isEmpty() && isBlank(lines.getLast());
  }

  int chars() {
    return chars;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /**
   * Takes the last two lines back where they are the names of the next file, since a hunk's first
   * line follows them: unless the counts say that they are lines of this hunk and they do not look
   * like names.
   */
  Optional<List<String>> takeBackNames() {
    var size = lines.size();
    if (size < 2
        || !lines.get(size - 2).startsWith("--- ")
        || !lines.get(size - 1).startsWith("+++ ")) {
      return Optional.empty();
    }
    var names = List.copyOf(lines.subList(size - 2, size));
    if (satisfiedAt == size) {
      if (!DiffName.areNames(names.getFirst(), names.getLast())) {
        return Optional.empty();
      }
      satisfiedAt = -1;
    }
    lines.removeLast();
    lines.removeLast();
    oldLines--;
    newLines--;
    return Optional.of(names);
  }

  /**
   * What it says.
   *
   * @param fenced whether it stands in a code fence, where no prose follows its lines
   * @param carried whether the diff's own lines end in CRLF, so that its carriage returns are not
   *     the file's
   */
  Closed close(boolean fenced, boolean carried) {
    var own = withoutReturns(lines.subList(0, length(fenced)), carried);
    return new DiffHunkText(own, blank).closed(numbers).below(section);
  }

  /** Itself, where a cut leaves it open. */
  CutHunk cut(boolean carried) {
    var isAtItsEnd = satisfiedAt >= 0 && !changedSince;
    var own = isAtItsEnd ? lines.subList(0, satisfiedAt) : lines;
    return new CutHunk(
        own, lines.size() > own.size(), isAtItsEnd, blank, numbers, section, carried);
  }

  static List<String> withoutReturns(List<String> lines, boolean carried) {
    var kept = new ArrayList<>(lines);
    if (carried && kept.stream().allMatch(line -> line.endsWith("\r"))) {
      kept.replaceAll(line -> line.substring(0, line.length() - 1));
    }
    return kept;
  }

  /** How many of the lines are the hunk's own, without what only follows it. */
  private int length(boolean fenced) {
    if (satisfiedAt >= 0 && !changedSince) {
      return satisfiedAt;
    }
    var signed = lines.size();
    while (signed > 0 && !isSigned(lines.get(signed - 1))) {
      signed--;
    }
    var rest = lines.size() - signed;
    var missing = missing(rest);
    if (missing >= 0) {
      return signed + missing;
    }
    var end = lines.size();
    while (end > signed && (!fenced || isBlank(lines.get(end - 1)))) {
      end--;
    }
    return end;
  }

  /** How many of these last lines without a sign the counts ask for; -1 where they never fit. */
  private int missing(int rest) {
    if (numbers.isEmpty()) {
      return -1;
    }
    var missing = numbers.get().oldLines() - (oldLines - rest);
    return missing == numbers.get().newLines() - (newLines - rest)
            && missing >= 0
            && missing <= rest
        ? missing
        : -1;
  }

  static boolean isBlank(String line) {
    return line.isEmpty() || line.equals("\r");
  }

  static boolean isSigned(String line) {
    return !isBlank(line) && sign(line, CONTEXT) != UNSIGNED;
  }

  /** What kind of line it is. */
  static char sign(String line, char blank) {
    if (isBlank(line) || (blank != CONTEXT && line.isBlank())) {
      return blank;
    }
    return switch (line.charAt(0)) {
      case CONTEXT -> CONTEXT;
      case ADDED -> ADDED;
      case DELETED -> DELETED;
      case MARKER -> line.startsWith("\\ ") ? MARKER : UNSIGNED;
      default -> UNSIGNED;
    };
  }

  static boolean isUnsigned(char sign) {
    return sign == UNSIGNED;
  }

  static boolean isMarker(char sign) {
    return sign == MARKER;
  }

  /**
   * A hunk's two texts.
   *
   * @param counts whether its header counts its lines rightly
   * @param oldLines how many lines the first text has
   * @param newLines how many the second has
   * @param repairs what was wrong and was read all the same
   */
  record Closed(
      String before,
      String after,
      int oldLines,
      int newLines,
      Optional<HunkHeader.Numbers> numbers,
      Optional<String> section,
      boolean counts,
      List<String> repairs) {
    /** With the beginning of a line behind the new text. */
    Closed goingOnWith(String begun) {
      return new Closed(
          before, after + begun, oldLines, newLines, numbers, section, counts, repairs);
    }

    /** The same, with what its first line says stands above it. */
    Closed below(Optional<String> name) {
      return new Closed(before, after, oldLines, newLines, numbers, name, counts, repairs);
    }

    /** As the beginning of a hunk, whose counts nobody can check yet. */
    Closed takenAtItsWord() {
      return new Closed(before, after, oldLines, newLines, numbers, section, true, List.of());
    }

    boolean changes() {
      return !before.equals(after);
    }

    /** Whether it has new lines alone and says, or does not deny, that there were none before. */
    boolean isOfAnEmptyText() {
      return before.isEmpty()
          && numbers.filter(it -> it.oldStart() > 0 || it.oldLines() > 0).isEmpty();
    }

    /** Whether it has new lines alone and says that there were none before. */
    boolean saysEmptyText() {
      return isOfAnEmptyText() && numbers.isPresent();
    }

    /** Where its new lines begin, if it says so, or else 1. */
    int firstNewLine() {
      return numbers.map(HunkHeader.Numbers::newStart).orElse(1);
    }

    /** How many lines it adds to the file, less those it deletes. */
    int added() {
      return newLines - oldLines;
    }

    /** By how much its two line numbers differ; empty where they cannot be believed. */
    OptionalInt shift() {
      return numbers
          .filter(it -> counts && it.oldStart() > 0)
          // Where no line is left, the header names the line before.
          .map(it -> it.newStart() + (it.newLines() == 0 ? 1 : 0) - it.oldStart())
          .map(OptionalInt::of)
          .orElse(OptionalInt.empty());
    }

    /**
     * As an edit's stretch.
     *
     * @param believed whether its line number is a hint
     */
    Replacement replacement(boolean believed) {
      var lines = section.map(Lines.HUNK::withSection).orElse(Lines.HUNK);
      lines = believed ? lines.withFirst(numbers.orElseThrow().oldStart()) : lines;
      return new Replacement(before, after, Optional.of(lines));
    }
  }
}
