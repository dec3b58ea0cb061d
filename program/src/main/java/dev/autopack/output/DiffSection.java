package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.JsonUnits.NoUnitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** What a diff has for one file: its header and its hunks so far. */
final class DiffSection {
  private final DiffHeader header = new DiffHeader();
  private final boolean carried;
  private final List<DiffHunk.Closed> hunks = new ArrayList<>();
  private Optional<DiffHunk> open = Optional.empty();
  private char blankLine = DiffHunk.CONTEXT;
  private int chars;

  private DiffSection(boolean carried) {
    this.carried = carried;
  }

  /** Begun by a {@code diff --git} line. */
  static DiffSection ofGit(String line) {
    var section = new DiffSection(line.endsWith("\r"));
    section.header.gitLine(line);
    return section;
  }

  /** Begun by the lines with the two names. */
  static DiffSection ofNames(String before, String after) {
    var section = new DiffSection(before.endsWith("\r") && after.endsWith("\r"));
    section.header.name(before, after);
    return section;
  }

  /** Begun by a hunk that belongs to no file. */
  static DiffSection nameless() {
    var section = new DiffSection(false);
    section.refuse("no line with its file's name stands above the hunk: '--- a/P', '+++ b/P'");
    return section;
  }

  /** Whether the lines with these names may be its own and not the next file's. */
  boolean awaits(String before, String after) {
    return header.mayBeNamed(before, after) && hunks.isEmpty() && open.isEmpty();
  }

  /** Whether that line alone would name this file. */
  boolean isNamedBy(String line) {
    try {
      return line.stripTrailing().equals("+++ b/" + header.path().value());
    } catch (NoUnitException nameless) {
      return false;
    }
  }

  void name(String before, String after) {
    header.name(before, after);
  }

  void describe(String line) {
    header.describe(line);
  }

  void refuse(String why) {
    header.refuse(why);
  }

  Optional<DiffHunk> open() {
    return open;
  }

  void openHunk(HunkHeader line) {
    if (line.isOfMerge()) {
      refuse("a diff of a merge, with '@@@', is not read");
    }
    if (hunks.isEmpty()) {
      blankLine =
          switch (header.fate()) {
            case NEW -> DiffHunk.ADDED;
            case GONE -> DiffHunk.DELETED;
            case MOVED, CHANGED -> DiffHunk.CONTEXT;
          };
    }
    open = Optional.of(new DiffHunk(line, blankLine));
  }

  void closeHunk(boolean fenced) {
    open.ifPresent(hunk -> {
      chars += hunk.chars();
      var closed = hunk.close(fenced, carried);
      // A line of its own that begins a hunk and is followed by another one is none.
      if (!hunk.isEmpty() || closed.numbers().isPresent()) {
        hunks.add(closed);
      }
    });
    open = Optional.empty();
  }

  int chars() {
    return chars + open.map(DiffHunk::chars).orElse(0);
  }

  /** What it calls itself in a message. */
  String shown() {
    return header.shown();
  }

  /** What was wrong and was read all the same. */
  List<String> repairs() {
    var all = new ArrayList<>(header.repairs());
    if (carried) {
      all.add("the reply's lines end in CRLF");
    }
    if (header.fate() != DiffHeader.Fate.GONE) {
      hunks.forEach(hunk -> all.addAll(hunk.repairs()));
    }
    return all;
  }

  /**
   * The unit that it is; empty where it changes nothing that is kept here, but a mode.
   *
   * @param ended what says that the reply is over: only a reply that was asked for can go on with
   *     what a cut left open, and may then have nothing more to change
   * @throws NoUnitException where it is none, with the reason for the builder
   */
  Optional<Unit> unit(DiffReader.Ended ended) throws NoUnitException {
    var path = header.path();
    try {
      return switch (header.fate()) {
        case NEW -> Optional.of(new Unit.Change(new FileEdit.Create(path, newText())));
        case GONE -> {
          requireOnly("deletes", DiffSection::deletesOnly);
          yield Optional.of(new Unit.Change(new FileEdit.Delete(path)));
        }
        case MOVED ->
            Optional.of(new Unit.Change(new FileEdit.Rename(path, header.from(), replacements())));
        case CHANGED -> changed(ended);
      };
    } catch (IllegalArgumentException unusable) {
      throw new NoUnitException("%s: %s".formatted(shown(), unusable.getMessage()));
    }
  }

  private Optional<Unit> changed(DiffReader.Ended ended) throws NoUnitException {
    if (hunks.isEmpty() && header.changesMode()) {
      return Optional.empty();
    }
    var mayGoOn = ended == DiffReader.Ended.BY_LINE;
    // Where nobody says that there was no line before, it may be the rest of a text that was cut.
    if (isWholeOfAnEmptyFile() && (!mayGoOn || hunks.getFirst().saysEmptyText())) {
      return Optional.of(new Unit.Change(new FileEdit.Create(header.path(), newText())));
    }
    if (hunks.isEmpty() && mayGoOn) {
      return Optional.of(new Unit.Continue(header.path(), List.of()));
    }
    if (hunks.isEmpty()) {
      throw new NoUnitException(shown() + ": no hunk follows its name");
    }
    if (!mayGoOn && hunks.stream().noneMatch(DiffHunk.Closed::changes)) {
      throw new NoUnitException(shown() + ": its hunks add no line and delete none");
    }
    return Optional.of(new Unit.Change(new FileEdit.Edit(header.path(), replacements())));
  }

  private void requireOnly(String what, Predicate<DiffHunk.Closed> rule) throws NoUnitException {
    if (!hunks.stream().allMatch(rule)) {
      throw new NoUnitException(
          "%s: its header %s the file, and its hunks hold other lines too"
              .formatted(shown(), what));
    }
  }

  /**
   * That its lines stand in the file that it deletes, as far as it says; to be made before that.
   * Only of a reply that nobody asked for, since else no lines are.
   */
  Optional<Unit> check(DiffReader.Ended ended) throws NoUnitException {
    var says = hunks.stream().filter(hunk -> !hunk.before().isBlank()).toList();
    if (header.fate() != DiffHeader.Fate.GONE
        || ended == DiffReader.Ended.BY_LINE
        || says.isEmpty()) {
      return Optional.empty();
    }
    var lines = says.stream().map(hunk -> hunk.replacement(false)).toList();
    return Optional.of(new Unit.Change(new FileEdit.Edit(header.path(), lines)));
  }

  private static boolean deletesOnly(DiffHunk.Closed hunk) {
    return hunk.after().isBlank();
  }

  private String newText() throws NoUnitException {
    requireOnly("creates", hunk -> hunk.before().isEmpty());
    var first = hunks.isEmpty() ? 1 : hunks.getFirst().firstNewLine();
    if (first > 1) {
      throw new NoUnitException(
          "%s: a new file begins at line 1, and its hunk says %d".formatted(shown(), first));
    }
    var text = new StringBuilder();
    hunks.forEach(hunk -> text.append(hunk.after()));
    return text.toString();
  }

  /** A file that is there without a line, or is not there yet; which one is not said. */
  private boolean isWholeOfAnEmptyFile() {
    return hunks.size() == 1 && hunks.getFirst().isOfAnEmptyText();
  }

  private List<Replacement> replacements() throws NoUnitException {
    var replacements = new ArrayList<Replacement>();
    var numbering = new Numbering();
    for (int i = 0; i < hunks.size(); i++) {
      var hunk = hunks.get(i);
      if (hunk.before().isEmpty() && !isWholeOfAnEmptyFile()) {
        throw new NoUnitException(
            "%s: hunk %d has added lines alone, so nothing says where they belong; send unchanged"
                    .formatted(shown(), i + 1)
                + " lines around them");
      }
      var lazy = Gathered.lazyLine(hunk.after(), hunk.before());
      if (lazy.isPresent() && !hunk.before().contains("...")) {
        throw new NoUnitException(
            "%s: the new lines hold '%s', which would be written into the file; send them whole"
                .formatted(shown(), lazy.get()));
      }
      replacements.add(hunk.replacement(numbering.holds(hunk)));
    }
    return replacements;
  }

  /**
   * Whether the line numbers of a file's hunks can be true. Those of a hunk whose counts do not
   * hold are not, and what its two numbers differ by must be the lines added so far. A cut may have
   * left out hunks before the first, so that one is taken at its word.
   */
  private static final class Numbering {
    private OptionalInt before = OptionalInt.empty();
    private int added;

    boolean holds(DiffHunk.Closed hunk) {
      var shift = hunk.shift();
      if (shift.isPresent() && before.isEmpty()) {
        before = OptionalInt.of(shift.getAsInt() - added);
      }
      var holds = shift.isPresent() && before.getAsInt() + added == shift.getAsInt();
      added += hunk.added();
      return holds;
    }
  }

  /** Whether it deletes its file, whatever of the file's lines is still to come. */
  boolean isGoneForSure() {
    return header.fate() == DiffHeader.Fate.GONE
        && !header.isRefused()
        && hunks.stream().allMatch(DiffSection::deletesOnly)
        && open.map(hunk -> deletesOnly(hunk.cut(carried).followed().hunk())).orElse(true);
  }

  /**
   * What a cut leaves of it, if anything worth going on from.
   *
   * @param held a whole line of which only the next would show what it is
   * @param begun what came of the line behind that
   */
  Optional<Partial> partial(Optional<String> held, String begun) {
    var cut =
        open.map(hunk -> hunk.cut(carried))
            .map(hunk -> held.isPresent() ? hunk.followed() : hunk.before(begun));
    cut.filter(CutHunk.SoFar::isWhole).ifPresent(it -> hunks.add(it.hunk()));
    var beginning = cut.filter(it -> !it.isWhole());
    var isBehindHunks = held.isEmpty() && beginning.isEmpty();
    var next = isBehindHunks ? HunkHeader.oldStart(begun) : OptionalInt.empty();
    var isSure = header.isSure() || held.isPresent();
    try {
      return switch (header.fate()) {
        case NEW -> begunText(beginning);
        case GONE -> Optional.empty();
        case MOVED ->
            isSure ? begunHunks(Partial.Operation.RENAME, beginning, next) : Optional.empty();
        case CHANGED ->
            isSure ? begunHunks(Partial.Operation.EDIT, beginning, next) : Optional.empty();
      };
    } catch (NoUnitException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private Optional<Partial> begunText(Optional<CutHunk.SoFar> begun) throws NoUnitException {
    var path = header.path();
    begun.ifPresent(it -> hunks.add(it.hunk()));
    return Optional.of(Partial.content(Partial.Operation.CREATE, path, newText()));
  }

  private Optional<Partial> begunHunks(
      Partial.Operation operation, Optional<CutHunk.SoFar> begun, OptionalInt next)
      throws NoUnitException {
    var path = header.path();
    if (hunks.isEmpty()
        && begun.filter(it -> it.hunk().saysEmptyText()).isPresent()
        && operation == Partial.Operation.EDIT) {
      return begunText(begun);
    }
    var from =
        operation == Partial.Operation.RENAME
            ? Optional.of(header.from())
            : Optional.<RepoPath>empty();
    var all = new Hunks(TextParts.of(replacements()), begun.map(this::open).or(() -> first(next)));
    return Optional.of(new Partial(operation, path, from, all.parts(), all.tail()));
  }

  private Hunks.Open open(CutHunk.SoFar begun) {
    var texts = TextParts.of(List.of(begun.hunk().replacement(isNumbered(begun.hunk()))));
    return new Hunks.Open(texts.getFirst(), texts.getLast(), begun.begun());
  }

  /** The next hunk, of which no line is there; the first is open even where nothing of it came. */
  private Optional<Hunks.Open> first(OptionalInt line) {
    var isPlace = line.isPresent() && hunks.stream().allMatch(numbered());
    return isPlace || hunks.isEmpty()
        ? Optional.of(Hunks.Open.at(isPlace ? Lines.HUNK.withFirst(line.getAsInt()) : Lines.HUNK))
        : Optional.empty();
  }

  private static Predicate<DiffHunk.Closed> numbered() {
    return new Numbering()::holds;
  }

  private boolean isNumbered(DiffHunk.Closed begun) {
    var numbering = new Numbering();
    hunks.forEach(numbering::holds);
    return numbering.holds(begun);
  }
}
