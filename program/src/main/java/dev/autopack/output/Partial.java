package dev.autopack.output;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cut left of an operation: its texts as far as they came, to the character. It is stored
 * and shown to the model that goes on from it; it is never applied.
 *
 * <p>Only what is certain is in it: no half escape, no half character, no line that could be the
 * beginning of the format's own. What follows the last line break of an open text is the beginning
 * of a line.
 *
 * @param from where a rename comes from; empty for anything else
 * @param texts one content, or old and new texts in turn; at least one. Those of a continuation go
 *     on with what was open before it, so its first may be a new text. Of a diff they are {@link
 *     Hunks}
 * @param tail whether the last text may still grow
 */
public record Partial(
    Operation operation, RepoPath path, Optional<RepoPath> from, List<TextPart> texts, Tail tail)
    implements Kept {

  /** What was open. */
  public enum Operation {
    CREATE,
    REWRITE,
    EDIT,
    RENAME,
    /** The rest of an operation that an earlier reply left open. */
    CONTINUE
  }

  /** How far the last text came. */
  public enum Tail {
    /** It may go on. */
    OPEN,
    /** It is whole; other texts may follow. */
    CLOSED
  }

  public Partial {
    texts = List.copyOf(texts);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("a partial of '%s' without a text".formatted(path));
    }
    if ((operation == Operation.RENAME) != from.isPresent()) {
      throw new IllegalArgumentException(
          "a partial of '%s': a rename alone has a from".formatted(path));
    }
  }

  /** A whole file on its way. */
  public static Partial content(Operation operation, RepoPath path, String text) {
    return new Partial(
        operation,
        path,
        Optional.empty(),
        List.of(new TextPart(TextPart.Role.CONTENT, text)),
        Tail.OPEN);
  }

  /** The same, its last text as this; empty where nothing is left. */
  public Optional<Partial> endingWith(String text) {
    var parts = new ArrayList<>(texts);
    var whole = parts.removeLast();
    if (HunkJoin.isOfDiff(this) && whole.role() == TextPart.Role.AFTER) {
      // A hunk stays open, whatever is left of its new lines.
      parts.add(new TextPart(whole.role(), text));
      return Optional.of(new Partial(operation, path, from, parts, tail));
    }
    if (!text.isEmpty()) {
      parts.add(new TextPart(whole.role(), text));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Partial(operation, path, from, parts, text.isEmpty() ? closed() : Tail.OPEN));
  }

  private Tail closed() {
    return HunkJoin.isOfDiff(this) ? tail : Tail.CLOSED;
  }

  /** The text that the cut was in or behind. */
  public TextPart last() {
    return texts.getLast();
  }
}
