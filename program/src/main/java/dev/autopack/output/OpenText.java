package dev.autopack.output;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of the texts of an open operation is certain enough to be kept. */
final class OpenText {
  /** As many letters as a text is kept from. */
  static final int LEAST_MARKS = 3;

  private OpenText() {}

  /** Without half a character at its end. */
  static String certain(String text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
        ? text.substring(0, text.length() - 1)
        : text;
  }

  /**
   * The partial; empty where there is nothing to go on from. An open text of one or two letters, or
   * of one sign alone, is left out: it could not be told from one that only begins alike.
   */
  static Optional<Partial> partial(
      Partial.Operation operation,
      RepoPath path,
      Optional<RepoPath> from,
      List<TextPart> came,
      Partial.Tail tail) {
    var texts = new ArrayList<>(came);
    var last = tail;
    if (last == Partial.Tail.OPEN && !texts.isEmpty() && isTooShort(texts.getLast().text())) {
      texts.removeLast();
      last = Partial.Tail.CLOSED;
    }
    var isNothing = texts.isEmpty() || texts.getLast().isEmptyContent();
    return isNothing
        ? Optional.empty()
        : Optional.of(new Partial(operation, path, from, texts, last));
  }

  private static boolean isTooShort(String text) {
    var marks = Blanks.without(text);
    return marks.length() < LEAST_MARKS || marks.chars().distinct().count() == 1;
  }
}
