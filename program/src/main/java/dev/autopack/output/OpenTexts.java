package dev.autopack.output;

import dev.autopack.output.TextPart.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts of an operation that a cut left open, and what may follow them. */
final class OpenTexts {
  private final Partial partial;
  private final List<TextPart> texts;

  private OpenTexts(Partial partial) {
    this.partial = partial;
    this.texts = partial.texts();
  }

  static OpenTexts of(Partial partial) {
    return new OpenTexts(partial);
  }

  /** The whole texts, where these go on from the open ones; empty where they do not. */
  Optional<List<TextPart>> closedBy(List<TextPart> more) {
    return joined(more, false).filter(parts -> parts.getLast().role() != Role.BEFORE);
  }

  /** What is open after a continuation that was cut too; empty where it does not fit. */
  Optional<Partial> cutAgain(Partial more) {
    // Of several texts only the last was cut.
    return joined(more.texts(), more.texts().size() == 1 && more.tail() == Partial.Tail.OPEN)
        .map(parts -> with(parts, more.tail()));
  }

  /** What is open after the operation was begun anew and cut again; empty where it does not fit. */
  Optional<Partial> cutAnew(Partial anew) {
    if (isContent() != (anew.last().role() == Role.CONTENT)) {
      return Optional.empty();
    }
    if (isContent() || isSame(anew.texts().getFirst(), texts.getFirst())) {
      // Each alone is a true beginning.
      return Optional.of(Merged.lines(anew.texts()) > Merged.lines(texts) ? anew : partial);
    }
    return resumed(anew.texts())
        .filter(OpenTexts::areInTurn)
        .map(parts -> with(parts, anew.tail()));
  }

  private Partial with(List<TextPart> parts, Partial.Tail tail) {
    return new Partial(partial.operation(), partial.path(), partial.from(), parts, tail);
  }

  /**
   * The whole texts, where an operation of the same kind came that does not say that it goes on:
   * all of it again, or from the open replacement on, or what was missing.
   */
  Optional<List<TextPart>> resumed(List<TextPart> anew) {
    if (isContent() || anew.isEmpty()) {
      return Optional.empty();
    }
    if (isSame(anew.getFirst(), texts.getFirst())) {
      return Optional.of(anew);
    }
    return fromTheOpenReplacement(anew)
        .or(() -> isBetweenReplacements() ? Optional.of(concat(texts, anew)) : Optional.empty());
  }

  private Optional<List<TextPart>> joined(List<TextPart> more, boolean cut) {
    if (more.isEmpty()) {
      return Optional.of(texts);
    }
    if (isContent()) {
      return more.size() == 1 ? atTheOpenText(more, cut) : Optional.empty();
    }
    var first = more.getFirst().role() == Role.CONTENT ? asOpenRole(more) : more;
    return again(first)
        .or(() -> atTheOpenText(first, cut))
        .or(() -> fromTheOpenReplacement(first))
        .filter(OpenTexts::areInTurn);
  }

  private static boolean areInTurn(List<TextPart> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).role() != (i % 2 == 0 ? Role.BEFORE : Role.AFTER)) {
        return false;
      }
    }
    return true;
  }

  /** A text without a role is the one that is open. */
  private List<TextPart> asOpenRole(List<TextPart> more) {
    var role = isAt(Role.BEFORE, Partial.Tail.OPEN) ? Role.BEFORE : Role.AFTER;
    return concat(
        List.of(new TextPart(role, more.getFirst().text())), more.subList(1, more.size()));
  }

  private Optional<List<TextPart>> atTheOpenText(List<TextPart> more, boolean cut) {
    var last = partial.last();
    var first = more.getFirst();
    if (partial.tail() == Partial.Tail.CLOSED) {
      return first.role() != last.role()
          ? Optional.of(concat(texts, more))
          : repeatsTheClosedText(more);
    }
    if (first.role() != last.role()) {
      return Optional.empty();
    }
    var joined =
        cut ? Seam.joinCut(last.text(), first.text()) : Seam.join(last.text(), first.text());
    return joined.map(text ->
        concat(
            texts.subList(0, texts.size() - 1),
            concat(
                List.of(new TextPart(last.role(), text, last.lines())),
                more.subList(1, more.size()))));
  }

  /** The text that was whole is said again, or its end, and then what follows it. */
  private Optional<List<TextPart>> repeatsTheClosedText(List<TextPart> more) {
    var last = partial.last().text();
    return Seam.join(last, more.getFirst().text())
        .filter(text -> Blanks.without(text).equals(Blanks.without(last)))
        .map(_ -> concat(texts, more.subList(1, more.size())));
  }

  /** Begins with the old text of the replacement that is open: that one is replaced. */
  private Optional<List<TextPart>> fromTheOpenReplacement(List<TextPart> more) {
    var index = texts.size() - (partial.last().role() == Role.BEFORE ? 1 : 2);
    if (index < 0 || more.getFirst().role() != Role.BEFORE) {
      return Optional.empty();
    }
    var old = texts.get(index);
    var whole = index < texts.size() - 1 || partial.tail() == Partial.Tail.CLOSED;
    if (whole) {
      return isSame(more.getFirst(), old)
          ? Optional.of(concat(texts.subList(0, index + 1), more.subList(1, more.size())))
          : Optional.empty();
    }
    var fits =
        Blanks.without(old.text()).length() >= OpenText.LEAST_MARKS
            && Blanks.endOf(old.text(), more.getFirst().text(), 0) >= 0;
    return fits ? Optional.of(concat(texts.subList(0, index), more)) : Optional.empty();
  }

  /** All of it came again, from its first replacement on. */
  private Optional<List<TextPart>> again(List<TextPart> more) {
    var same =
        texts.size() > 2
            && more.size() >= 2
            && isSame(more.get(0), texts.get(0))
            && isSame(more.get(1), texts.get(1));
    return same && more.size() >= texts.size() ? Optional.of(more) : Optional.empty();
  }

  private boolean isContent() {
    return partial.last().role() == Role.CONTENT;
  }

  private boolean isBetweenReplacements() {
    return isAt(Role.AFTER, Partial.Tail.CLOSED);
  }

  private boolean isAt(Role role, Partial.Tail tail) {
    return partial.last().role() == role && partial.tail() == tail;
  }

  private static boolean isSame(TextPart one, TextPart other) {
    return one.role() == other.role()
        && Blanks.without(one.text()).equals(Blanks.without(other.text()));
  }

  private static <T> List<T> concat(List<T> one, List<T> other) {
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
