package dev.autopack.output;

import dev.autopack.edit.RepoPath;
import dev.autopack.output.JsonUnits.NoUnitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands above the hunks of a file: its names, and what becomes of it as a whole. */
final class DiffHeader {
  private static final int SHOWN_CHARS = 200;

  private final List<String> repairs = new ArrayList<>();
  private Optional<DiffName.Pair> gitNames = Optional.empty();
  private Optional<DiffName.Pair> lineNames = Optional.empty();
  private Optional<String> renameFrom = Optional.empty();
  private Optional<String> renameTo = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private boolean saysNew;
  private boolean saysGone;
  private boolean changesMode;

  /** What becomes of the file. */
  enum Fate {
    NEW,
    GONE,
    MOVED,
    CHANGED
  }

  void gitLine(String line) {
    gitNames = DiffName.ofGitLine(line);
  }

  boolean isNamed() {
    return lineNames.isPresent();
  }

  /**
   * Whether lines with these names may be its own. They are another file's where what stands here
   * needs no hunk, and neither name is one of its own.
   */
  boolean mayBeNamed(String before, String after) {
    if (isNamed() || !isWholeWithoutHunks()) {
      return !isNamed();
    }
    var pair = new DiffName.Pair(DiffName.ofLine(before), DiffName.ofLine(after)).bare();
    return both(pair).allMatch(DiffName.NONE::equals)
        || both(pair).filter(name -> !name.equals(DiffName.NONE)).anyMatch(this::isKnown);
  }

  private boolean isWholeWithoutHunks() {
    return saysNew || saysGone || changesMode || (renameFrom.isPresent() && renameTo.isPresent());
  }

  private boolean isKnown(String name) {
    return Stream.of(
            gitNames.stream().map(DiffName.Pair::bare).flatMap(DiffHeader::both),
            renameFrom.stream(),
            renameTo.stream())
        .flatMap(known -> known)
        .anyMatch(known -> known.equals(name) || (isAlone() && isSameEnd(known, name)));
  }

  /** Of a file that is new or gone some write one line's path from another folder on. */
  private boolean isAlone() {
    return saysNew || saysGone;
  }

  private static boolean isSameEnd(String one, String other) {
    return one.endsWith("/" + other) || other.endsWith("/" + one);
  }

  private static Stream<String> both(DiffName.Pair names) {
    return Stream.of(names.before(), names.after());
  }

  /** Whether no line can come any more that says something else of the file. */
  boolean isSure() {
    return isNamed() || renameTo.isPresent();
  }

  void name(String before, String after) {
    lineNames = Optional.of(new DiffName.Pair(DiffName.ofLine(before), DiffName.ofLine(after)));
  }

  /** Takes a line between the first and the names, if it is one that says something. */
  void describe(String line) {
    if (line.startsWith("new file mode ")) {
      saysNew = true;
      refuseKind(line);
    } else if (line.startsWith("deleted file mode ")) {
      saysGone = true;
      refuseKind(line);
    } else if (line.startsWith("new mode ")) {
      changesMode = true;
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

  boolean isRefused() {
    return refusal.isPresent();
  }

  boolean changesMode() {
    return changesMode;
  }

  List<String> repairs() {
    return repairs;
  }

  /** What the file calls itself in a message. */
  String shown() {
    var text = names().map(it -> fate() == Fate.GONE ? it.before() : it.after()).orElse("a hunk");
    return "'" + (text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS)) + "'";
  }

  private Optional<DiffName.Pair> names() {
    return lineNames.or(() -> gitNames).map(DiffName.Pair::bare);
  }

  Fate fate() {
    if (saysNew || lineNames.filter(it -> it.before().equals(DiffName.NONE)).isPresent()) {
      return Fate.NEW;
    }
    if (saysGone || lineNames.filter(it -> it.after().equals(DiffName.NONE)).isPresent()) {
      return Fate.GONE;
    }
    var moves =
        renameFrom.isPresent()
            || renameTo.isPresent()
            || names().filter(it -> !it.same()).isPresent();
    return moves ? Fate.MOVED : Fate.CHANGED;
  }

  /**
   * The file that is there afterwards, or was there if it is gone.
   *
   * @throws NoUnitException where the header names none that can be touched
   */
  RepoPath path() throws NoUnitException {
    var names = usable();
    if (names.before().equals(DiffName.NONE) && names.after().equals(DiffName.NONE)) {
      throw new NoUnitException("a file that neither was nor is");
    }
    var name =
        switch (fate()) {
          case NEW -> names.after().equals(DiffName.NONE) ? names.before() : names.after();
          case GONE -> names.before().equals(DiffName.NONE) ? names.after() : names.before();
          case MOVED -> renameTo.map(it -> fitted(it, names.after())).orElse(names.after());
          case CHANGED -> names.after();
        };
    return path(name);
  }

  /**
   * Where a file that moves comes from.
   *
   * @throws NoUnitException where that is not said, or not for sure
   */
  RepoPath from() throws NoUnitException {
    var names = usable();
    if (renameFrom.isEmpty() && renameTo.isEmpty() && gitNames.isEmpty()) {
      throw new NoUnitException(
          "'%s' and '%s' are two files; a rename has a line 'rename from' and a line 'rename to'"
              .formatted(names.before(), names.after()));
    }
    if (renameFrom.isEmpty() || renameTo.isEmpty()) {
      repairs.add("a rename lacks its line 'rename from' or 'rename to'");
    }
    return path(renameFrom.map(it -> fitted(it, names.before())).orElse(names.before()));
  }

  private DiffName.Pair usable() throws NoUnitException {
    if (refusal.isPresent()) {
      throw new NoUnitException("%s: %s".formatted(shown(), refusal.get()));
    }
    return names()
        .orElseThrow(
            () -> new NoUnitException("the names of a 'diff --git' line cannot be told apart"));
  }

  private RepoPath path(String name) throws NoUnitException {
    try {
      return new RepoPath(name);
    } catch (IllegalArgumentException unusable) {
      throw new NoUnitException("%s: %s".formatted(shown(), unusable.getMessage()));
    }
  }

  /** The name as the other lines write it, where a prefix was put in front by mistake. */
  private static String fitted(String name, String known) {
    return name.length() > 2 && name.charAt(1) == '/' && name.substring(2).equals(known)
        ? known
        : name;
  }
}
