package dev.autopack.output;

import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The two texts of a SEARCH/REPLACE block.
 *
 * @param first the line number that the block gives for its old text
 */
record SearchedText(String before, String after, OptionalInt first) {
  private static final int SHOWN_CHARS = 80;

  /** What it asks for of the file of that name. */
  void gather(String named, Gathered gathered) {
    var path = gathered.path(named);
    if (path.isEmpty()) {
      return;
    }
    try {
      why(path.get(), gathered)
          .ifPresentOrElse(
              why -> gathered.rejected(shown(), "'%s': %s".formatted(path.get(), why)),
              () -> take(path.get(), gathered));
    } catch (IllegalArgumentException unusable) {
      gathered.rejected(shown(), "'%s': %s".formatted(path.get(), unusable.getMessage()));
    }
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
