package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts together what the calls of a batch brought, by unit, in the order in which it closed.
 *
 * <p>What a later call says again, though it was told what is kept, is left out; what one reply
 * says is taken as it is. What goes on with an open operation is joined to it; an operation on its
 * path that is whole replaces it. What can be joined in no way, or in two, is left out and said:
 * the open operation stays as it was.
 */
public final class Merge {
  private final List<FileEdit> edits = new ArrayList<>();
  private final Set<FileEdit> earlier = new HashSet<>();
  private final Set<FileEdit> own = new HashSet<>();
  private final Map<RepoPath, Partial> open = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** What follows is another call's. */
  public void nextCall() {
    earlier.addAll(own);
    own.clear();
    problems.clear();
  }

  /** Takes what closed next, and answers the edit that it completes, if any. */
  public Optional<FileEdit> add(Kept kept) {
    return switch (kept) {
      case Unit.Declare _ -> Optional.empty();
      case Unit.Change(var edit) -> change(edit);
      case Unit.Continue(var path, var texts) -> goOn(path, texts);
      case Partial partial -> {
        cut(partial);
        yield Optional.empty();
      }
    };
  }

  public Merged merged() {
    return new Merged(edits, List.copyOf(open.values()), problems);
  }

  private Optional<FileEdit> change(FileEdit edit) {
    var partial = open.get(edit.path());
    if (partial == null) {
      return isRepeated(edit) ? Optional.empty() : Optional.of(close(edit));
    }
    return switch (edit) {
      case FileEdit.Edit(_, var replacements) -> resume(partial, TextParts.of(replacements));
      // A section of a diff has the whole header again, and the hunks that are missing.
      case FileEdit.Rename(_, var from, var replacements)
          when HunkJoin.isOfDiff(partial) && partial.from().equals(Optional.of(from)) ->
          resume(partial, TextParts.of(replacements));
      case FileEdit.Create _, FileEdit.Rewrite _, FileEdit.Delete _, FileEdit.Rename _ ->
          Optional.of(close(edit));
    };
  }

  private Optional<FileEdit> resume(Partial partial, List<TextPart> parts) {
    var isHunks = !parts.isEmpty() && parts.getFirst().lines().isPresent();
    // Hunks and replacements cut the same change up in different ways: what is missing of the one
    // cannot be told from the other.
    var whole =
        HunkJoin.concerns(partial, parts)
            ? HunkJoin.of(partial).with(parts)
            : isHunks || HunkJoin.isOfDiff(partial)
                ? Optional.<List<TextPart>>empty()
                : OpenTexts.of(partial).resumed(parts);
    if (whole.isEmpty()) {
      refuse(
          partial.path(),
          "the edit says neither all of the open one again nor what was missing of it");
      return Optional.empty();
    }
    return complete(partial, whole.orElseThrow());
  }

  private Optional<FileEdit> goOn(RepoPath path, List<TextPart> texts) {
    var partial = open.get(path);
    if (partial == null) {
      if (!isSaidBefore(path, texts)) {
        refuse(path, "nothing of it is open");
      }
      return Optional.empty();
    }
    var whole =
        HunkJoin.concerns(partial, texts)
            ? HunkJoin.of(partial).with(texts)
            : OpenTexts.of(partial).closedBy(texts);
    if (whole.isEmpty()) {
      refuse(path, "what came does not fit the end of what is kept, or fits it in two ways");
      return Optional.empty();
    }
    return complete(partial, whole.orElseThrow());
  }

  private Optional<FileEdit> complete(Partial partial, List<TextPart> texts) {
    try {
      var edit = edit(partial, texts);
      if (edit.isEmpty()) {
        refuse(partial.path(), "its last replacement has no new text");
      }
      return edit.flatMap(this::closeOnce);
    } catch (IllegalArgumentException unusable) {
      refuse(partial.path(), String.valueOf(unusable.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<FileEdit> edit(Partial partial, List<TextPart> texts) {
    var path = partial.path();
    return switch (partial.operation()) {
      case CREATE -> Optional.of(new FileEdit.Create(path, texts.getFirst().text()));
      case REWRITE -> Optional.of(new FileEdit.Rewrite(path, texts.getFirst().text()));
      case EDIT ->
          TextParts.replacements(texts).map(replacements -> new FileEdit.Edit(path, replacements));
      case RENAME ->
          TextParts.replacements(texts)
              .map(replacements ->
                  new FileEdit.Rename(path, partial.from().orElseThrow(), replacements));
      case CONTINUE -> throw new IllegalStateException("what goes on is never what is open");
    };
  }

  private Optional<FileEdit> closeOnce(FileEdit edit) {
    if (last(edit.path()).equals(Optional.of(edit))) {
      open.remove(edit.path());
      return Optional.empty();
    }
    return Optional.of(close(edit));
  }

  private FileEdit close(FileEdit edit) {
    open.remove(edit.path());
    own.add(edit);
    edits.add(edit);
    return edit;
  }

  private void cut(Partial partial) {
    var before = open.get(partial.path());
    if (partial.operation() == Partial.Operation.CONTINUE) {
      if (before == null) {
        refuse(partial.path(), "nothing of it is open");
        return;
      }
      OpenTexts.of(before)
          .cutAgain(partial)
          .ifPresentOrElse(
              longer -> open.put(partial.path(), longer),
              () -> refuse(partial.path(), "what came does not fit the end of what is kept"));
      return;
    }
    if (before == null) {
      if (!isOfAnEarlierCall(partial.path()) && !isBegunAgain(partial)) {
        open.put(partial.path(), partial);
      }
      return;
    }
    var joined =
        HunkJoin.concerns(before, partial.texts())
            ? HunkJoin.of(before).cutAgain(partial)
            : OpenTexts.of(before).cutAnew(partial);
    joined.ifPresentOrElse(
        now -> open.put(partial.path(), now),
        () -> refuse(partial.path(), "what came does not fit what is kept"));
  }

  /**
   * Said twice, an operation is meant once. An edit of a file that an earlier call dealt with is
   * made for the file as the prompt shows it, and would be done on top of what is kept.
   */
  private boolean isRepeated(FileEdit edit) {
    return earlier.contains(edit)
        || last(edit.path()).equals(Optional.of(edit))
        || (edit instanceof FileEdit.Edit && isOfAnEarlierCall(edit.path()))
        || (makes(edit) && earlier.stream().anyMatch(it -> makes(it, edit.path())));
  }

  private boolean isOfAnEarlierCall(RepoPath path) {
    return earlier.stream().anyMatch(edit -> edit.path().equals(path));
  }

  private Optional<FileEdit> last(RepoPath path) {
    return edits.reversed().stream().filter(edit -> edit.path().equals(path)).findFirst();
  }

  /** Whether it is the beginning of what stands there whole. */
  private boolean isBegunAgain(Partial partial) {
    var whole = last(partial.path()).map(TextParts::of).orElse(List.of());
    if (HunkJoin.isOfDiff(partial)) {
      return Hunks.of(partial).areBeginningOf(whole);
    }
    var begun = partial.texts();
    int size = begun.size();
    if (begun.stream().noneMatch(TextPart::hasText)) {
      return !whole.isEmpty();
    }
    return size <= whole.size()
        && whole.subList(0, size - 1).equals(begun.subList(0, size - 1))
        && whole.get(size - 1).role() == partial.last().role()
        && whole.get(size - 1).text().startsWith(partial.last().text());
  }

  /** Whether it makes a file that must not be there: done twice, it could only fail. */
  private static boolean makes(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create _, FileEdit.Rename _ -> true;
      case FileEdit.Rewrite _, FileEdit.Edit _, FileEdit.Delete _ -> false;
    };
  }

  private static boolean makes(FileEdit edit, RepoPath path) {
    return makes(edit) && edit.path().equals(path);
  }

  /** Whether an operation on the path that is whole ends with just that. */
  private boolean isSaidBefore(RepoPath path, List<TextPart> texts) {
    if (texts.isEmpty()) {
      return edits.stream().anyMatch(edit -> edit.path().equals(path));
    }
    var said = Blanks.without(texts.getLast().text());
    return edits.stream()
        .filter(edit -> edit.path().equals(path))
        .map(TextParts::of)
        .anyMatch(
            parts -> !parts.isEmpty() && Blanks.without(parts.getLast().text()).endsWith(said));
  }

  private void refuse(RepoPath path, String why) {
    problems.add("`%s`: %s".formatted(path, why));
  }
}
