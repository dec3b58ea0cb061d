package dev.autopack.output;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.output.TextPart.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a cut left of a file's section of a diff: whole hunks, and the one that was open.
 *
 * @param whole old and new texts in turn
 */
public record Hunks(List<TextPart> whole, Optional<Open> open) {
  public Hunks {
    whole = List.copyOf(whole);
  }

  /**
   * A hunk of which something may be missing.
   *
   * @param old its old lines that are certain
   * @param fresh its new lines; the last may be the beginning of one
   * @param begun what came of a deleted line behind these, without its sign; empty where none did
   */
  public record Open(TextPart old, TextPart fresh, String begun) {
    /** Of whose lines none is there, but what its first line says of its place. */
    static Open at(Lines lines) {
      return new Open(
          new TextPart(Role.BEFORE, "", Optional.of(lines)), new TextPart(Role.AFTER, ""), "");
    }

    /** Whether any of its lines came, or the beginning of one. */
    public boolean hasText() {
      return old.hasText() || fresh.hasText() || !begun.isEmpty();
    }

    /** The line of the old file at which it begins, where its first line says so. */
    public OptionalInt firstLine() {
      return old.lines().map(Lines::first).orElse(OptionalInt.empty());
    }

    /** Whether all that is there of it are unchanged lines. */
    boolean changesNothing() {
      return begun.isEmpty() && old.text().equals(wholeLines(fresh.text()));
    }

    /** Whether it is the beginning of that whole hunk, white space aside. */
    boolean isBeginningOf(TextPart wholeOld, TextPart wholeFresh) {
      return !HunkJoin.areApart(old, wholeOld)
          && Blanks.without(wholeOld.text()).startsWith(Blanks.without(old.text() + begun))
          && Blanks.without(wholeFresh.text()).startsWith(Blanks.without(fresh.text()));
    }

    List<TextPart> parts() {
      return begun.isEmpty()
          ? List.of(old, fresh)
          : List.of(old, fresh, new TextPart(Role.BEFORE, begun));
    }
  }

  /** Those of a partial whose texts are hunks: behind an open hunk's two texts a third is begun. */
  public static Hunks of(Partial partial) {
    return of(partial.texts(), partial.tail());
  }

  static Hunks of(List<TextPart> texts, Partial.Tail tail) {
    if (tail == Partial.Tail.CLOSED) {
      return new Hunks(texts, Optional.empty());
    }
    var isBegun = texts.size() % 2 == 1;
    var end = isBegun ? texts.size() - 1 : texts.size();
    return new Hunks(
        texts.subList(0, end - 2),
        Optional.of(
            new Open(
                texts.get(end - 2), texts.get(end - 1), isBegun ? texts.getLast().text() : "")));
  }

  /** Whether these come again and stand there whole. */
  boolean areBeginningOf(List<TextPart> all) {
    var behind = whole.size();
    return behind <= all.size()
        && all.subList(0, behind).equals(whole)
        && open.filter(Open::hasText)
            .map(it ->
                behind + 1 < all.size() && it.isBeginningOf(all.get(behind), all.get(behind + 1)))
            .orElse(!all.isEmpty());
  }

  /** How many texts are there: what is only begun is none. */
  static int count(Partial partial) {
    var size = partial.texts().size();
    return HunkJoin.isOfDiff(partial) ? size - size % 2 : size;
  }

  List<TextPart> parts() {
    var parts = new ArrayList<>(whole);
    open.ifPresent(it -> parts.addAll(it.parts()));
    return parts;
  }

  Partial.Tail tail() {
    return open.isPresent() ? Partial.Tail.OPEN : Partial.Tail.CLOSED;
  }

  private static String wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }
}
