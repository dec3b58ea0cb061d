package dev.autopack.bench.replay;

import dev.autopack.bench.replay.Hand.Resume;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request says of one operation that is open: how far it came. */
final class OpenWords {
  private static final Pattern WHOLE =
      Pattern.compile("Whole are the (?:replacements of|hunks with):\n\n((?:- .*\n?)*)");
  private static final Pattern LINES = Pattern.compile("so far has (\\d+) whole line");
  private static final Pattern HUNK =
      Pattern.compile("Of the next hunk, (\\d+) old and (\\d+) new lines are there");
  private static final Pattern MORE = Pattern.compile("- and (\\d+) more");

  private final String words;
  private final Operation operation;

  private OpenWords(String words, Operation operation) {
    this.words = words;
    this.operation = operation;
  }

  /** Where to go on; empty where that cannot be told, and the operation is sent whole. */
  static Optional<Resume> resume(String words, Operation operation) {
    return new OpenWords(words, operation).resume();
  }

  private Optional<Resume> resume() {
    if (operation instanceof Operation.Patch patch) {
      return inPatch(patch);
    }
    if (operation instanceof Operation.Whole) {
      return inText(0);
    }
    int next = 2 * wholePairs();
    if (words.contains("The replacements behind these are missing")) {
      return Optional.of(new Resume(next, "", 0));
    }
    if (words.contains("the old text is whole and the new one is missing")) {
      return Optional.of(new Resume(next + 1, "", 0));
    }
    return inText(words.contains("the old text is whole and ends with") ? next + 1 : next);
  }

  private Optional<Resume> inPatch(Operation.Patch patch) {
    var shown =
        Quoted.find(words, "tail of " + operation.path()).map(LineDiff::lines).orElse(List.of());
    var isUnfinished =
        !shown.isEmpty()
            && (words.contains("and an unfinished one")
                || words.contains("the last one unfinished"));
    int again = shown.size() - (isUnfinished ? 1 : 0);
    int begun =
        isUnfinished
            ? chars(shown.getLast())
            : Quoted.find(words, "deleted of " + operation.path()).map(OpenWords::chars).orElse(0);
    var text = LINES.matcher(words);
    if (text.find()) {
      return DiffHand.resume(patch, 0, 0, Integer.parseInt(text.group(1)), again, begun);
    }
    int whole = wholePairs();
    var open = HUNK.matcher(words);
    if (open.find()) {
      return DiffHand.resume(
          patch,
          whole,
          Integer.parseInt(open.group(1)),
          Integer.parseInt(open.group(2)),
          again,
          begun);
    }
    return words.contains("Of the next hunk its first line is there")
        ? DiffHand.resume(patch, whole, 0, 0, 0, 0)
        : Optional.of(new Resume(whole, "", 0));
  }

  /** Of a line that is shown with a line end it does not have yet. */
  private static int chars(String line) {
    return line.endsWith("\n") ? line.length() - 1 : line.length();
  }

  private int wholePairs() {
    var list = WHOLE.matcher(words);
    if (!list.find()) {
      return 0;
    }
    var more = MORE.matcher(list.group(1));
    int lines = (int) list.group(1).lines().filter(line -> line.startsWith("- ")).count();
    return more.find() ? lines - 1 + Integer.parseInt(more.group(1)) : lines;
  }

  private Optional<Resume> inText(int text) {
    if (text >= operation.texts().size()) {
      return Optional.empty();
    }
    var isUnfinished = words.contains("and an unfinished one");
    return Quoted.find(words, "tail of " + operation.path())
        .map(shown ->
            isUnfinished && shown.endsWith("\n") ? shown.substring(0, shown.length() - 1) : shown)
        .flatMap(anchor ->
            end(operation.texts().get(text), anchor).map(end -> new Resume(text, anchor, end)));
  }

  /** Where the anchor ends in the text: where as many lines as the request says are before it. */
  private Optional<Integer> end(String text, String anchor) {
    if (anchor.isEmpty()) {
      return Optional.of(0);
    }
    // Shown without carriage returns.
    var shown = text.replace("\r\n", "\n");
    var told = LINES.matcher(words);
    int lines = told.find() ? Integer.parseInt(told.group(1)) : -1;
    for (int at = shown.indexOf(anchor); at >= 0; at = shown.indexOf(anchor, at + 1)) {
      int end = at + anchor.length();
      if (lines < 0 || shown.substring(0, end).chars().filter(c -> c == '\n').count() == lines) {
        return Optional.of(shown.length() == text.length() ? end : returned(text, end));
      }
    }
    return Optional.empty();
  }

  /** The place in a text whose returns were left out, as a place in the text itself. */
  private static int returned(String text, int place) {
    int at = 0;
    for (int seen = 0; seen < place; seen++) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
    return at;
  }
}
