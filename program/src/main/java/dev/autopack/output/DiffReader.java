package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code diff}: unified diffs as git prints them, and as models write them.
 *
 * <p>A file's unit closes where the next file or the end line begins: before that another hunk may
 * come. What is open at the end is not closed, however whole it looks.
 */
final class DiffReader implements UnitReader {
  private static final Pattern END = Pattern.compile("# end (\\d{1,9})\\s*");
  private static final Pattern BULLET = Pattern.compile("[-+] \\S.*");

  private final int maxUnitChars;
  private final Ended ended;
  private final Tally tally = new Tally();
  private final Map<RepoPath, FileEdit> latest = new HashMap<>();
  private final StringBuilder line = new StringBuilder();
  private final CodeFence fence = new CodeFence();
  private Optional<DiffSection> section = Optional.empty();
  private Optional<String> held = Optional.empty();
  private List<Read> reads = new ArrayList<>();
  private boolean givenUp;
  private boolean brokenOff;

  /** What says that a reply is over. */
  enum Ended {
    /** Its end line, as the builder was asked. */
    BY_LINE,
    /** Its text, since its provider says that it came to its end and nobody asked for the line. */
    BY_ITSELF
  }

  DiffReader(ReaderLimits limits, Ended ended) {
    maxUnitChars = limits.unitChars();
    this.ended = ended;
  }

  @Override
  public List<Read> feed(String text) {
    reads = new ArrayList<>();
    var start = 0;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', start)) {
      if (line.isEmpty()) {
        take(text.substring(start, feed));
      } else {
        take(line.append(text, start, feed).toString());
        line.setLength(0);
      }
      start = feed + 1;
    }
    if (!givenUp) {
      line.append(text, start, text.length());
      refuseTooLong(line.length());
    }
    return reads;
  }

  @Override
  public Ending finish() {
    reads = new ArrayList<>();
    var last = END.matcher(line);
    if (!givenUp && last.matches()) {
      // Without its line feed the line may be half a line: it is believed where it fits.
      nameAlone();
      closeSection();
      if (fits(Integer.parseInt(last.group(1)))) {
        tally.announced(tally.operations());
      }
      return new Ending(reads, tally.end(Optional.empty()));
    }
    if (ended == Ended.BY_ITSELF && !tally.isOver() && !givenUp) {
      endByItself();
    }
    if (tally.isOver()) {
      // What was begun behind the end line belongs to nothing.
      return new Ending(reads, tally.end(Optional.empty()));
    }
    if (!givenUp) {
      takeWhatIsCertain(line.toString());
    }
    var end = tally.end(section.map(DiffSection::shown));
    return end instanceof ReplyEnd.Cut
        ? new Ending(reads, end, section.flatMap(it -> it.partial(held, line.toString())))
        : new Ending(reads, end);
  }

  /** The beginning of a line may show already that the file above it is over. */
  private void takeWhatIsCertain(String begun) {
    if (held.isEmpty() && begun.startsWith("diff --git ")) {
      closeSection();
    } else if (held.filter(it -> it.startsWith("--- ")).isPresent() && begun.startsWith("+++ ")) {
      var before = held.get();
      var after = "+++ " + DiffName.written("b/", DiffName.only(before));
      if (section.filter(it -> it.awaits(before, after)).isEmpty()) {
        held = Optional.empty();
        closeSection();
        if (after.startsWith(begun)) {
          name(before, after);
        }
      }
    }
    if (section.filter(DiffSection::isGoneForSure).isPresent()) {
      closeSection();
    }
  }

  private void endByItself() {
    if (!line.isEmpty()) {
      take(line.toString());
    }
    held.ifPresent(name -> section.flatMap(DiffSection::open).ifPresent(hunk -> hunk.add(name)));
    closeSection();
    if (tally.operations() > 0) {
      tally.announced(tally.operations());
    }
  }

  private boolean fits(int count) {
    return count == tally.operations() || count == latest.size();
  }

  /** Takes a whole line without its line feed. */
  private void take(String whole) {
    refuseTooLong(whole.length() + section.map(DiffSection::chars).orElse(0));
    if (givenUp) {
      return;
    }
    var words = whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
    if (held.isPresent()) {
      afterHeld(held.get(), whole, words);
      return;
    }
    var hunk = section.flatMap(DiffSection::open);
    if (hunk.isPresent()) {
      inside(hunk.get(), whole, words);
    } else {
      outside(whole, words);
    }
  }

  /**
   * After a line that names a file if the next one goes on with it, and else is nothing or text.
   */
  private void afterHeld(String name, String whole, String words) {
    held = Optional.empty();
    var open = section.flatMap(DiffSection::open);
    if (name.startsWith("--- ") && words.startsWith("+++ ")) {
      closeHunk();
      name(name, whole);
    } else if (HunkHeader.of(words).isPresent()) {
      closeHunk();
      nameBoth(name);
      openHunk(words);
    } else {
      var isFollowed = isEnd(words) || words.startsWith("diff --git ") || isName(words);
      if (open.isPresent() && !(isFollowed && isNamedAgain(name))) {
        open.get().add(name);
      } else if (isFollowed) {
        closeHunk();
        held = Optional.of(name);
        nameAlone();
      }
      take(whole);
    }
  }

  private static boolean isName(String words) {
    return words.startsWith("--- ") || words.startsWith("+++ ");
  }

  /** The name that is held stands for a file of which no hunk is missing. */
  private void nameAlone() {
    held.filter(DiffReader::isNameAlone).ifPresent(this::nameBoth);
    held = Optional.empty();
  }

  /**
   * The name of the very file whose hunk is open. Of another, unless a hunk follows it, it may be a
   * line of the open one.
   */
  private boolean isNamedAgain(String line) {
    return section.filter(it -> it.isNamedBy(line)).isPresent();
  }

  private static boolean isNameAlone(String line) {
    return line.startsWith("+++ b/") || line.startsWith("+++ \"b/");
  }

  private void nameBoth(String line) {
    var only = DiffName.written("", DiffName.only(line));
    name("--- " + only, "+++ " + only);
  }

  private void inside(DiffHunk hunk, String whole, String words) {
    if (HunkHeader.of(words).isPresent()) {
      var names = hunk.takeBackNames();
      closeHunk();
      names.ifPresent(pair -> name(pair.getFirst(), pair.getLast()));
      openHunk(words);
    } else if (words.startsWith("diff --git ") || isEnd(words)) {
      closeHunk();
      outside(whole, words);
    } else if (fence.isClosedBy(words)) {
      closeHunk();
      fence.take(words);
    } else if ((hunk.isSatisfied() && words.startsWith("--- "))
        || (isNameAlone(words) && hunk.mayBeFollowedByName())) {
      held = Optional.of(whole);
    } else if (isForeign(hunk, words)) {
      brokenOff = !hunk.isSatisfied();
      closeHunk();
      outside(whole, words);
    } else {
      hunk.add(whole);
    }
  }

  /** Whether the line only follows the hunk. In a fence everything up to its end belongs to it. */
  private boolean isForeign(DiffHunk hunk, String words) {
    if (words.startsWith("diff -") || words.startsWith("Index: ")) {
      return true;
    }
    if (hunk.isSatisfied() && (words.equals("-- ") || words.equals("--"))) {
      // The signature below a patch that was sent by mail.
      return true;
    }
    if (fence.isOpen() || DiffHunk.isBlank(words)) {
      return false;
    }
    var unsigned = DiffHunk.isUnsigned(DiffHunk.sign(words, DiffHunk.CONTEXT));
    if (hunk.isSatisfied()) {
      return unsigned || (hunk.endsBlank() && BULLET.matcher(words).matches());
    }
    return unsigned && hunk.endsBlank() && !hunk.hasRoom();
  }

  private void outside(String whole, String words) {
    if (words.startsWith("diff --git ")) {
      closeSection();
      section = Optional.of(DiffSection.ofGit(whole));
    } else if (isName(words)) {
      held = Optional.of(whole);
    } else if (HunkHeader.of(words).isPresent()) {
      openHunk(words);
    } else if (isEnd(words)) {
      closeSection();
      announced(words);
    } else if (!fence.take(words)) {
      section.ifPresent(it -> describe(it, words));
    }
  }

  private void describe(DiffSection open, String words) {
    open.describe(words);
    var isStray =
        (words.startsWith("+") || words.startsWith("-")) && !BULLET.matcher(words).matches();
    if (brokenOff && isStray) {
      open.refuse(
          "lines with '+' and '-' stand apart from its hunks; begin each hunk with its '@@' line");
    }
  }

  private static boolean isEnd(String words) {
    return words.startsWith("# end ") && END.matcher(words).matches();
  }

  private void announced(String words) {
    var matcher = END.matcher(words);
    if (matcher.matches()) {
      var count = Integer.parseInt(matcher.group(1));
      tally.announced(fits(count) ? tally.operations() : count);
    }
  }

  private void name(String before, String after) {
    var open = section.filter(it -> it.awaits(before, after));
    if (open.isPresent()) {
      open.get().name(before, after);
    } else {
      closeSection();
      section = Optional.of(DiffSection.ofNames(before, after));
    }
  }

  private void openHunk(String words) {
    var to = section.orElseGet(DiffSection::nameless);
    section = Optional.of(to);
    brokenOff = false;
    to.openHunk(HunkHeader.of(words).orElseThrow());
  }

  private void closeHunk() {
    section.ifPresent(it -> it.closeHunk(fence.isOpen()));
  }

  private void closeSection() {
    closeHunk();
    section.ifPresent(this::close);
    section = Optional.empty();
    brokenOff = false;
  }

  private void close(DiffSection whole) {
    try {
      var unit = whole.unit(ended);
      if (tally.isOver()) {
        if (unit.filter(tally::isContradictedBy).isPresent()) {
          reads.add(new Read.Rejected(whole.shown(), "it comes after the end line"));
        }
        return;
      }
      if (unit.isEmpty() || isSaidAgain(unit.get())) {
        tally.passedOver();
        return;
      }
      whole.check(ended).ifPresent(it -> reads.add(new Read.Closed(it)));
      tally.closed(unit.get());
      reads.add(new Read.Closed(unit.get(), whole.repairs()));
    } catch (JsonUnits.NoUnitException none) {
      rejected(whole.shown(), none.why());
    }
  }

  /** The same once more, as where a draft comes before the answer. */
  private boolean isSaidAgain(Unit unit) {
    return unit instanceof Unit.Change(var edit)
        && Optional.ofNullable(latest.put(edit.path(), edit)).filter(edit::equals).isPresent();
  }

  private void rejected(String text, String why) {
    tally.rejected(why);
    reads.add(new Read.Rejected(text, why));
  }

  private void refuseTooLong(int chars) {
    if (chars <= maxUnitChars || givenUp) {
      return;
    }
    givenUp = true;
    var name = section.map(DiffSection::shown).orElse("a line");
    var why = "it is longer than %d characters".formatted(maxUnitChars);
    rejected(name, why);
    tally.contradict(name + ": " + why);
    section = Optional.empty();
    line.setLength(0);
  }
}
