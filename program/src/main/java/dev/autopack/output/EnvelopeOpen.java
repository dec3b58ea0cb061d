package dev.autopack.output;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cut left of an operation of the envelope. The line that was being written counts only
 * where it cannot become one of the format's own; where it does not count, the line break before it
 * may be the frame's and does not count either.
 */
final class EnvelopeOpen {
  private final EnvelopeMark opening;
  private final List<TextPart> texts = new ArrayList<>();
  private final StringBuilder collected = new StringBuilder();
  private Optional<TextPart.Role> role = Optional.empty();
  private boolean noNewline;
  private Optional<RepoPath> from = Optional.empty();

  private EnvelopeOpen(EnvelopeMark opening) {
    this.opening = opening;
  }

  /**
   * Reads what is open; empty where no text of it came or its parts are out of order.
   *
   * @param text the whole lines since the first, each with its line feed
   * @param unfinished the line that was being written
   */
  static Optional<Partial> read(EnvelopeMark opening, String text, String unfinished) {
    try {
      return new EnvelopeOpen(opening).partial(text, unfinished);
    } catch (IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  private Optional<Partial> partial(String text, String unfinished) {
    var operation =
        switch (opening.word()) {
          case "create" -> Partial.Operation.CREATE;
          case "rewrite" -> Partial.Operation.REWRITE;
          case "edit" -> Partial.Operation.EDIT;
          case "rename" -> Partial.Operation.RENAME;
          case "continue" -> Partial.Operation.CONTINUE;
          default -> throw new IllegalArgumentException(opening.word());
        };
    var isText =
        switch (operation) {
          case CREATE, REWRITE -> true;
          case CONTINUE -> !opening.isFenceOf(text);
          case EDIT, RENAME -> false;
        };
    role = isText ? Optional.of(TextPart.Role.CONTENT) : Optional.empty();
    take(text, unfinished);
    return OpenText.partial(
        operation, EnvelopeText.path(opening.rest()), from, texts, Partial.Tail.OPEN);
  }

  private void take(String text, String unfinished) {
    var start = 0;
    while (start < text.length()) {
      var end = text.indexOf('\n', start) + 1;
      var line = text.substring(start, end);
      var mark = EnvelopeMark.of(line.substring(0, line.length() - 1));
      var own = mark.filter(it -> it.fence() == opening.fence());
      if (own.filter(it -> it.is("end")).isPresent()) {
        // With a wrong count: what follows may be the next operation as well as text.
        closeOpen("");
        return;
      }
      if (own.isPresent() && !isContent()) {
        part(own.get());
      } else {
        collected.append(line);
      }
      start = end;
    }
    closeOpen(opening.couldBegin(unfinished) ? "" : unfinished);
  }

  private boolean isContent() {
    return role.equals(Optional.of(TextPart.Role.CONTENT));
  }

  private void part(EnvelopeMark mark) {
    closeWhole();
    noNewline = mark.saysNoNewline();
    role =
        switch (mark.word()) {
          case "before" -> Optional.of(TextPart.Role.BEFORE);
          case "after" -> Optional.of(TextPart.Role.AFTER);
          case "from" -> {
            from = Optional.of(EnvelopeText.path(mark.rest()));
            yield Optional.empty();
          }
          default -> throw new IllegalArgumentException(mark.word());
        };
  }

  /** The text before a mark is whole. */
  private void closeWhole() {
    if (role.isPresent()) {
      var whole = collected.toString();
      texts.add(
          new TextPart(
              role.get(), noNewline && whole.endsWith("\n") ? withoutLineFeed(whole) : whole));
      collected.setLength(0);
    } else if (!collected.toString().isBlank()) {
      throw new IllegalArgumentException("text before its parts");
    }
  }

  private void closeOpen(String unfinished) {
    if (role.isEmpty()) {
      return;
    }
    var came = collected.toString();
    var text =
        unfinished.isEmpty() && came.endsWith("\n") ? withoutLineFeed(came) : came + unfinished;
    texts.add(new TextPart(role.get(), OpenText.certain(text)));
  }

  private static String withoutLineFeed(String text) {
    return text.substring(0, text.length() - 1);
  }
}
