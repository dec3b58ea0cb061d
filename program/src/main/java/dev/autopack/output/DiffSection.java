package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.JsonUnits.NoUnitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a diff has for one file: its names, what its header says, and its hunks so far. */
final class DiffSection {
  private static final int SHOWN_CHARS = 200;

  private final boolean carried;
  private final List<DiffHunk.Closed> hunks = new ArrayList<>();
  private final List<String> repairs = new ArrayList<>();
  private Optional<DiffName.Pair> gitNames = Optional.empty();
  private Optional<DiffName.Pair> lineNames = Optional.empty();
  private Optional<String> renameFrom = Optional.empty();
  private Optional<String> renameTo = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private boolean isNew;
  private boolean isGone;
  private boolean modeOnly;
  private Optional<DiffHunk> open = Optional.empty();
  private int chars;

  private DiffSection(boolean carried) {
    this.carried = carried;
  }

  /** Begun by a {@code diff --git} line. */
  static DiffSection ofGit(String line) {
    var section = new DiffSection(line.endsWith("\r"));
    section.gitNames = DiffName.ofGitLine(line);
    return section;
  }

  /** Begun by the lines with the two names. */
  static DiffSection ofNames(String before, String after) {
    var section = new DiffSection(before.endsWith("\r") && after.endsWith("\r"));
    section.name(before, after);
    return section;
  }

  /** Begun by a hunk that belongs to no file. */
  static DiffSection nameless() {
    var section = new DiffSection(false);
    section.refuse("no line with its file's name stands above the hunk: '--- a/P', '+++ b/P'");
    return section;
  }

  /** Whether the lines with the names may still come. */
  boolean awaitsNames() {
    return lineNames.isEmpty() && hunks.isEmpty() && open.isEmpty();
  }

  void name(String before, String after) {
    lineNames = Optional.of(new DiffName.Pair(DiffName.ofLine(before), DiffName.ofLine(after)));
  }

  /** Takes a line of the header, if it is one. */
  void describe(String line) {
    if (line.startsWith("new file mode ")) {
      isNew = true;
      refuseKind(line);
    } else if (line.startsWith("deleted file mode ")) {
      isGone = true;
      refuseKind(line);
    } else if (line.startsWith("new mode ")) {
      modeOnly = true;
      repairs.add("its change to the mode " + line.substring(9).strip() + " was left out");
    } else if (line.startsWith("rename from ")) {
      renameFrom = Optional.of(DiffName.plain(line.substring(12)));
    } else if (line.startsWith("rename to ")) {
      renameTo = Optional.of(DiffName.plain(line.substring(10)));
    } else if (line.startsWith("copy from ") || line.startsWith("copy to ")) {
      refuse(
          "a diff that copies a file is not read; send the copy as a new file with all its text");
    } else if (line.startsWith("Binary files ") || line.startsWith("GIT binary patch")) {
      refuse("a diff of a binary file is not read");
    }
  }

  private void refuseKind(String line) {
    if (line.contains(" 120000")) {
      refuse("symbolic links are not made or taken away here");
    } else if (line.contains(" 160000")) {
      refuse("submodules are not made or taken away here");
    }
  }

  void refuse(String why) {
    refusal = refusal.or(() -> Optional.of(why));
  }

  Optional<DiffHunk> open() {
    return open;
  }

  void openHunk(HunkHeader header, String line) {
    if (HunkHeader.isOfMerge(line)) {
      refuse("a diff of a merge, with '@@@', is not read");
    }
    open = Optional.of(new DiffHunk(header, isNew() ? '+' : isGone() ? '-' : ' '));
  }

  void closeHunk(boolean fenced) {
    open.ifPresent(hunk -> {
      chars += hunk.chars();
      hunks.add(hunk.close(fenced, carried));
    });
    open = Optional.empty();
  }

  int chars() {
    return chars + open.map(DiffHunk::chars).orElse(0);
  }

  /** What it calls itself in a message. */
  String shown() {
    var text = names().map(it -> isGone() ? it.before() : it.after()).orElse("a hunk");
    return "'" + (text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS)) + "'";
  }

  private boolean isNew() {
    return isNew || lineNames.filter(it -> it.before().equals(DiffName.NONE)).isPresent();
  }

  private boolean isGone() {
    return isGone || lineNames.filter(it -> it.after().equals(DiffName.NONE)).isPresent();
  }

  private Optional<DiffName.Pair> names() {
    return lineNames.or(() -> gitNames).map(DiffName.Pair::bare);
  }

  /** What was wrong and was read all the same. */
  List<String> repairs() {
    var all = new ArrayList<>(repairs);
    if (carried) {
      all.add("the reply's lines end in CRLF");
    }
    hunks.forEach(hunk -> all.addAll(hunk.repairs()));
    return all;
  }

  /**
   * The edit that it is; empty where it changes nothing that is kept here, but a mode.
   *
   * @throws NoUnitException where it is none, with the reason for the builder
   */
  Optional<FileEdit> edit() throws NoUnitException {
    if (refusal.isPresent()) {
      throw new NoUnitException("%s: %s".formatted(shown(), refusal.get()));
    }
    var names =
        names()
            .orElseThrow(
                () -> new NoUnitException("a 'diff --git' line whose names cannot be told apart"));
    try {
      if (isNew() && isGone()) {
        throw new NoUnitException("a file that neither was nor is");
      } else if (isNew()) {
        return Optional.of(new FileEdit.Create(path(names.after(), names.before()), newText()));
      } else if (isGone()) {
        requireOnly("deletes", hunk -> hunk.after().isBlank());
        return Optional.of(new FileEdit.Delete(path(names.before(), names.after())));
      }
      return changed(names);
    } catch (IllegalArgumentException unusable) {
      throw new NoUnitException("%s: %s".formatted(shown(), unusable.getMessage()));
    }
  }

  private static RepoPath path(String name, String other) {
    return new RepoPath(name.equals(DiffName.NONE) ? other : name);
  }

  private interface Rule {
    boolean holds(DiffHunk.Closed hunk);
  }

  private void requireOnly(String what, Rule rule) throws NoUnitException {
    for (var hunk : hunks) {
      if (!rule.holds(hunk)) {
        throw new NoUnitException(
            "%s: its header %s the file, and its hunks hold other lines too"
                .formatted(shown(), what));
      }
    }
  }

  private String newText() throws NoUnitException {
    requireOnly("creates", hunk -> hunk.before().isEmpty());
    var text = new StringBuilder();
    hunks.forEach(hunk -> text.append(hunk.after()));
    return text.toString();
  }

  private Optional<FileEdit> changed(DiffName.Pair names) throws NoUnitException {
    var from = renameFrom.map(name -> fitted(name, names.before()));
    var to = renameTo.map(name -> fitted(name, names.after()));
    if (from.isPresent() || to.isPresent() || !names.same()) {
      return Optional.of(renamed(names, from, to));
    }
    var path = new RepoPath(names.after());
    if (hunks.isEmpty() && modeOnly) {
      return Optional.empty();
    }
    if (isWholeOfAnEmptyFile()) {
      return Optional.of(new FileEdit.Create(path, hunks.getFirst().after()));
    }
    var replacements = replacements();
    if (replacements.isEmpty()) {
      throw new NoUnitException(
          "%s: %s"
              .formatted(
                  shown(),
                  hunks.isEmpty()
                      ? "no hunk follows its name"
                      : "its hunks add no line and delete none"));
    }
    return Optional.of(new FileEdit.Edit(path, replacements));
  }

  private FileEdit renamed(DiffName.Pair names, Optional<String> from, Optional<String> to)
      throws NoUnitException {
    if (from.isEmpty() && to.isEmpty() && gitNames.isEmpty()) {
      throw new NoUnitException(
          "'%s' and '%s' are two files; a rename has a line 'rename from' and a line 'rename to'"
              .formatted(names.before(), names.after()));
    }
    if (from.isEmpty() || to.isEmpty()) {
      repairs.add("a rename lacks its line 'rename from' or 'rename to'");
    }
    return new FileEdit.Rename(
        new RepoPath(to.orElse(names.after())),
        new RepoPath(from.orElse(names.before())),
        replacements());
  }

  /** The name as the other lines write it, where a prefix was put in front by mistake. */
  private static String fitted(String name, String known) {
    return name.length() > 2 && name.charAt(1) == '/' && name.substring(2).equals(known)
        ? known
        : name;
  }

  /** A file that is there without a line, or is not there yet; which one is not said. */
  private boolean isWholeOfAnEmptyFile() {
    if (hunks.size() != 1 || !hunks.getFirst().before().isEmpty()) {
      return false;
    }
    return hunks
        .getFirst()
        .numbers()
        .filter(it -> it.oldStart() > 0 || it.oldLines() > 0)
        .isEmpty();
  }

  private List<Replacement> replacements() throws NoUnitException {
    var replacements = new ArrayList<Replacement>();
    var numbering = new Numbering();
    for (int i = 0; i < hunks.size(); i++) {
      var hunk = hunks.get(i);
      var believed = numbering.holds(hunk);
      if (!hunk.changes()) {
        repairs.add("hunk %d changes nothing".formatted(i + 1));
      } else if (hunk.before().isEmpty()) {
        throw new NoUnitException(
            "%s: hunk %d has added lines alone, so nothing says where they belong; send unchanged lines around them"
                .formatted(shown(), i + 1));
      } else {
        replacements.add(hunk.replacement(believed));
      }
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
}
