package dev.autopack.output;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The two texts of a SEARCH/REPLACE block.
 *
 * @param first the line number that the block gives for its old text
 */
record SearchedText(String before, String after, OptionalInt first) {
  private static final int SHOWN_CHARS = 80;

  private static final Pattern ESCAPED =
      Pattern.compile(
          "(?m)^\\\\(<{5,9} |={5,9}\\s*$|>{5,9} |-{5,9} |\\+{5,9} |:(?:start|end)_line:)");

  /** What it asks for of the file of that name. */
  void gather(String named, Gathered gathered) {
    var path = gathered.path(named).map(it -> before.isBlank() ? it : gathered.there(it));
    if (path.isEmpty()) {
      return;
    }
    try {
      asTheFileHasIt(gathered.text(path.get())).gather(path.get(), gathered);
    } catch (IllegalArgumentException unusable) {
      gathered.rejected(shown(), "'%s': %s".formatted(path.get(), unusable.getMessage()));
    }
  }

  private void gather(RepoPath path, Gathered gathered) {
    why(path, gathered)
        .ifPresentOrElse(
            why -> gathered.rejected(shown(), "'%s': %s".formatted(path, why)),
            () -> take(path, gathered));
  }

  /** Without what was only put in front of its lines to show them or to keep them apart. */
  private SearchedText asTheFileHasIt(String text) {
    if (before.isBlank() || text.isEmpty() || text.contains(before.strip())) {
      return this;
    }
    return NumberedLines.without(before, after)
        .map(it -> new SearchedText(it.before(), it.after(), it.first()))
        .orElseGet(this::unescaped);
  }

  /** Some write the marks of a block with a backslash in front where they are lines of the text. */
  private SearchedText unescaped() {
    return new SearchedText(
        ESCAPED.matcher(before).replaceAll("$1"), ESCAPED.matcher(after).replaceAll("$1"), first);
  }

  private Optional<String> why(RepoPath path, Gathered gathered) {
    var lazy = Gathered.lazyLine(after, before);
    if (lazy.isPresent() && !before.contains("...") && !before.contains("\u2026")) {
      return Optional.of(
          "the new lines hold '%s', which would be written into the file; send them whole"
              .formatted(lazy.get()));
    }
    // Whether an empty old text means the end of a file, or all of it, nobody can tell.
    var old = gathered.text(path);
    var isTaken =
        gathered.isMade(path) || (gathered.isThere(path) && !old.isEmpty() && !old.equals(after));
    return before.isBlank() && isTaken
        ? Optional.of("it is there already, so a block without old lines has no place in it")
        : Optional.empty();
  }

  private void take(RepoPath path, Gathered gathered) {
    if (before.isBlank()) {
      gathered.whole(path, after);
      return;
    }
    var lines = first.isPresent() ? Lines.ANYWHERE.withFirst(first.getAsInt()) : Lines.ANYWHERE;
    gathered.replace(path, new Replacement(before, after, Optional.of(lines)));
  }

  private String shown() {
    return before.length() <= SHOWN_CHARS ? before : before.substring(0, SHOWN_CHARS);
  }
}
